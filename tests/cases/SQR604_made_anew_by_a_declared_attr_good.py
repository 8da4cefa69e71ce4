from functools import lru_cache

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()
made = None


@lru_cache
def flag():
    return Column(String(2))


class Harbour(Base):
    __tablename__ = "harbour"
    id = Column(Integer, primary_key=True)


class Vessel(Base):
    __tablename__ = "vessel"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "vessel"}


class HasHarbour:
    @declared_attr
    def harbour_id(cls):
        return cls.__table__.c.get("harbour_id", Column(ForeignKey("harbour.id"), nullable=True))

    @declared_attr
    def flag(cls):
        return flag()

    @declared_attr
    def crew(cls):
        global made
        if made is None:
            made = Column(Integer)
        return made

    @declared_attr
    def decks(cls):
        if "decks" in cls.__table__.c:
            return cls.__table__.c.decks
        return Column(Integer)


class Ferry(HasHarbour, Vessel):
    __mapper_args__ = {"polymorphic_identity": "ferry"}


class Tug(HasHarbour, Vessel):
    __mapper_args__ = {"polymorphic_identity": "tug"}
