from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)
    members = relationship("Player", back_populates="team")  # expect: SQR101
    coach = relationship("Coach")  # expect: SQR101
    season = relationship("Season")  # expect: SQR101


class TeamPlayer(Base):
    __tablename__ = "player"
    id = Column(Integer, primary_key=True)
    team_id = Column(ForeignKey("team.id"))
    team = relationship("Team", back_populates="members")
