from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base
from sqlalchemy_utils import generic_relationship

Base = declarative_base()


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    about_type = Column(String)
    about_id = Column(Integer)
    about = generic_relationship(about_type, about_id)


class Reader(Base):
    __tablename__ = "reader"
    id = Column(Integer, primary_key=True)
    note_id = Column(ForeignKey("note.id"))
