from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    written = relationship("Letter", foreign_keys="Letter.author_id", back_populates="author")


class Letter(Base):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("person.id"))
    reader_id = Column(ForeignKey("person.id"))
    author = relationship("Person", foreign_keys=[author_id], back_populates="written")
    reader = relationship("Person", foreign_keys=[reader_id])  # expect: SQR901
