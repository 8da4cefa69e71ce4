from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

membership = Table(
    "membership",
    Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("team_id", ForeignKey("team.id"), primary_key=True),
)


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    teams = relationship("Team", secondary=membership, overlaps="user")


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)


class Membership(Base):
    __tablename__ = "membership"
    __table_args__ = {"extend_existing": True}
    user_id = Column(ForeignKey("user.id"), primary_key=True)
    team_id = Column(ForeignKey("team.id"), primary_key=True)
    user = relationship(User)
    team = relationship(Team, overlaps="teams")
