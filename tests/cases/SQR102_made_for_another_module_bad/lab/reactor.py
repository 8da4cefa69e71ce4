from sqlalchemy import Column, Integer

from lab.base import Base, notes_of


class Probe(Base):
    __tablename__ = "reactor_probe"
    id = Column(Integer, primary_key=True)


ProbeNotes = notes_of(Probe)
