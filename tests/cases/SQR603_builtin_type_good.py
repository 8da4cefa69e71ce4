from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Typed:
    type = Column(String(20))


class Person(Typed, Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    team_id = Column(Integer, ForeignKey("team.id"))
    __mapper_args__ = {"polymorphic_identity": "person", "polymorphic_on": "type"}


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)
    people = relationship("Person")
