from sqlalchemy import Column, ForeignKey, Integer, or_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Harbour(Base):
    __tablename__ = "harbour"
    id = Column(Integer, primary_key=True)
    departures = relationship("Voyage", foreign_keys="Voyage.start_id", back_populates="start")
    voyages = relationship("Voyage", primaryjoin="or_(Harbour.id == Voyage.start_id, Harbour.id == Voyage.end_id)", viewonly=True)


class Voyage(Base):
    __tablename__ = "voyage"
    id = Column(Integer, primary_key=True)
    start_id = Column(Integer, ForeignKey("harbour.id"))
    end_id = Column(Integer, ForeignKey("harbour.id"))
    start = relationship("Harbour", foreign_keys=[start_id], back_populates="departures")
    end = relationship("Harbour", foreign_keys=[end_id])


class Pilot(Base):
    __tablename__ = "pilot"
    id = Column(Integer, primary_key=True)


class Watch(Base):
    __tablename__ = "watch"
    id = Column(Integer, primary_key=True)
    first_id = Column(Integer, ForeignKey("pilot.id"))
    second_id = Column(Integer, ForeignKey("pilot.id"))
    first = relationship("Pilot", foreign_keys=[first_id])
    second = relationship("Pilot", foreign_keys=[second_id])
    pilots = relationship(
        "Pilot",
        primaryjoin=lambda: (Watch.first_id == Pilot.id) | or_(Watch.second_id == Pilot.id),
        viewonly=True,
        uselist=True,
    )
