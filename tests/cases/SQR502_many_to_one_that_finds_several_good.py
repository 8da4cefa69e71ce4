from sqlalchemy import ARRAY, JSON, Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


KEYS = sorted({"id"})


class Project(Base):
    __tablename__ = "project"
    id = Column(Integer, primary_key=True)
    number = Column(Integer, unique=True)


class Router(Base):
    __tablename__ = "router"
    id = Column(Integer, primary_key=True)
    number = Column(Integer)


class Cable(Base):
    __tablename__ = "cable"
    id = Column(Integer, primary_key="id" in KEYS)
    number = Column(Integer, primary_key="number" in KEYS)


class Label(Base):
    __tablename__ = "label"
    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    project_ids = Column(ARRAY(Integer).with_variant(JSON(), "sqlite"))
    projects = relationship(
        "Project",
        primaryjoin="Project.id == any_(foreign(Label.project_ids))",
        uselist=True,
        viewonly=True,
    )
    routers = relationship(
        "Router", primaryjoin="Label.number == Router.number", foreign_keys="Label.number", uselist=True
    )
    cables = relationship(
        "Cable",
        primaryjoin="Label.number == Cable.number",
        foreign_keys="Label.number",
        uselist=True,
        overlaps="routers",
    )
