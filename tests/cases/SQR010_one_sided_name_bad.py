from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
club_sport = Table(
    "club_sport",
    Base.metadata,
    Column("club_id", ForeignKey("club.id"), primary_key=True),
    Column("sport_id", ForeignKey("sport.id"), primary_key=True),
)


class Club(Base):
    __tablename__ = "club"
    id = Column(Integer, primary_key=True)
    sports = relationship("Sport", secondary=club_sport)
    home_matches = relationship("Match", foreign_keys="Match.home_id")


class Sport(Base):
    __tablename__ = "sport"
    id = Column(Integer, primary_key=True)
    club_id = Column(ForeignKey("club.id"))
    club = relationship(Club, back_populates="sports")  # expect: SQR010


class Match(Base):
    __tablename__ = "match"
    id = Column(Integer, primary_key=True)
    home_id = Column(ForeignKey("club.id"))
    guest_id = Column(ForeignKey("club.id"))
    guest = relationship(Club, foreign_keys=guest_id, back_populates="home_matches")  # expect: SQR010
