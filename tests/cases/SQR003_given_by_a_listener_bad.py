from sqlalchemy import Column, Integer, String, and_, event
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import declarative_base, foreign, relationship, validates

Base = declarative_base()


class Note(Base):
    __tablename__ = "notes"
    id = Column(Integer, primary_key=True)
    text = Column(String)
    kind = Column(String)
    owner_id = Column(Integer)


class HasNotes:
    pass


@event.listens_for(HasNotes, "mapper_configured", propagate=True)
def give_notes(mapper, cls):
    kind = cls.__name__.lower()
    cls.notes = relationship(  # expect: SQR003
        Note,
        primaryjoin=and_(cls.id == foreign(Note.owner_id), Note.kind == kind),
    )


class Room(HasNotes, Base):
    __tablename__ = "rooms"
    id = Column(Integer, primary_key=True)
    texts = association_proxy("notes", "text")

    @validates("notes")
    def check(self, key, note):
        return note


class Hall(HasNotes, Base):
    __tablename__ = "halls"
    id = Column(Integer, primary_key=True)
    texts = association_proxy("notes", "text")
