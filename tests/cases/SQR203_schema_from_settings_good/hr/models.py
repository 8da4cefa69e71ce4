from sqlalchemy import Column, ForeignKey, Integer

from hr.base import Base


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)


class City(Base):
    __tablename__ = "city"
    __table_args__ = {"schema": "geo"}
    id = Column(Integer, primary_key=True)


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    team_id = Column(Integer, ForeignKey("team.id"))
    city_id = Column(Integer, ForeignKey("geo.city.id"))
