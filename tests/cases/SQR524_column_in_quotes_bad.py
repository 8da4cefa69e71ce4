"""A column in quotes is a text: each row has the same."""

from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, column_property, declarative_base, deferred

Base = declarative_base()


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    text = Column("body", String)
    kind = column_property("note")
    heading = column_property("title")  # expect: SQR524
    content = deferred("body")  # expect: SQR524
