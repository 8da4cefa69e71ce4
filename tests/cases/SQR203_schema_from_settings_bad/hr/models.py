from sqlalchemy import Column, ForeignKey, Integer

from hr.base import Base


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    team_id = Column(Integer, ForeignKey("teams.id"))  # expect: SQR203
