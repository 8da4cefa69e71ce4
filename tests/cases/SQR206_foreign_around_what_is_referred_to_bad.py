from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    answers_id = Column(Integer, ForeignKey("note.id"))
    answers = relationship("Note", primaryjoin="Note.answers_id == remote(foreign(Note.id))")  # expect: SQR206
