from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from club.tables import Base, membership


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    teams = relationship(Team, secondary=membership, overlaps="user")
