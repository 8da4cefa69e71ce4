from sqlalchemy import Column, Integer, String, event
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import declarative_base, foreign, relationship

Base = declarative_base()


class Note(Base):
    __tablename__ = "notes"
    id = Column(Integer, primary_key=True)
    text = Column(String)
    owner_id = Column(Integer)


class Noted(Base):
    __abstract__ = True


def give_notes(mapper, cls):
    cls.notes = relationship(
        Note, primaryjoin=cls.id == foreign(Note.owner_id), viewonly=True, sync_backref=False
    )


event.listen(Noted, "mapper_configured", give_notes, propagate=True)


class Room(Noted):
    __tablename__ = "rooms"
    id = Column(Integer, primary_key=True)
    texts = association_proxy("note", "text")  # expect: SQR107
