from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import declarative_base, relationship

import settings

Base = declarative_base()


def table_args():
    if settings.url.startswith("mysql"):
        return {"mysql_engine": settings.engine, "mysql_charset": "utf8mb4"}
    return None


def keyed(*names):
    if settings.url.startswith("mysql"):
        return PrimaryKeyConstraint(*names)
    return PrimaryKeyConstraint("id")


def in_schema():
    if settings.url.startswith("postgresql"):
        return {"schema": settings.schema}
    return {}


def described(text):
    options = table_args()
    if options is not None:
        options["comment"] = text
    else:
        options = {"comment": text}
    return options


class Rack(Base):
    __tablename__ = "rack"
    __table_args__ = (UniqueConstraint("name"), keyed("id", "name"), table_args())
    id = Column(Integer)
    name = Column(String(40))
    shelves = relationship("Shelf", back_populates="rack")


class Shelf(Base):
    __tablename__ = "shelf"
    __table_args__ = (PrimaryKeyConstraint("id"), in_schema())
    id = Column(Integer)
    rack_id = Column(ForeignKey("rack.id"))
    rack = relationship("Rack", back_populates="shelves")
    boards = relationship("Board")


class Board(Base):
    __tablename__ = "board"
    __table_args__ = (table_args() or {}) if settings.engine else described("what is on it")
    id = Column(Integer, primary_key=True)
    shelf_id = Column(ForeignKey(Shelf.id))
