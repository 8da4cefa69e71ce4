from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Project(Base):
    __tablename__ = "project"
    id = Column(Integer, primary_key=True)
    number = Column(Integer, unique=True)


class Router(Base):
    __tablename__ = "router"
    id = Column(Integer, primary_key=True)
    number = Column(Integer)


class Label(Base):
    __tablename__ = "label"
    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    routers = relationship(
        "Router", primaryjoin="Label.number == Router.number", foreign_keys="Label.number", uselist=True
    )
