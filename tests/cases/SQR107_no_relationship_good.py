"""A proxy leads through a relationship, and through nothing else."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import declarative_base, relationship, synonym

Base = declarative_base()


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    members = relationship("Member", back_populates="team")
    people = synonym("members")
    players = association_proxy("members", "player")
    by_column = association_proxy("members", "captain")
    by_synonym = association_proxy("members", "player")
    by_proxy = association_proxy("members", "team_id")
    by_property = association_proxy("members", "player")
    by_hybrid = association_proxy("members", "player")

    @property
    def captains(self):
        return [member for member in self.members if member.captain]

    @hybrid_property
    def first(self):
        return self.members[0]


class Member(Base):
    __tablename__ = "member"
    id = Column(Integer, primary_key=True)
    captain = Column(Integer)
    team_id = Column(ForeignKey("team.id"))
    player_id = Column(ForeignKey("player.id"))
    team = relationship("Team", back_populates="members")
    player = relationship("Player")


class Player(Base):
    __tablename__ = "player"
    id = Column(Integer, primary_key=True)
    name = Column(String)
