from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)


class Signed:
    def author_id(cls):
        return Column(ForeignKey("person.id"))

    def reader_id(cls):
        return Column(ForeignKey("person.id"))

    @declared_attr
    def author(cls):
        return relationship(Person, foreign_keys=[cls.author_id])  # expect: SQR205

    @declared_attr
    def reader(cls):
        return relationship(Person, foreign_keys=cls.reader_id)  # expect: SQR205


class Letter(Signed, Base):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
