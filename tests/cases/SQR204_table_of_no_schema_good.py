from sqlalchemy import BLANK_SCHEMA, Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base(metadata=MetaData(schema="press"))

signed = Table(
    "signed",
    Base.metadata,
    Column("letter_id", ForeignKey("press.letter.id"), primary_key=True),
    Column("person_id", ForeignKey("press.person.id"), primary_key=True),
    schema=BLANK_SCHEMA,
)


class Letter(Base):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
    people = relationship("Person", secondary=signed)


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
