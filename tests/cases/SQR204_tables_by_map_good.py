from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def joining(name, one, other):
    return Table(
        name,
        Base.metadata,
        Column("one_id", ForeignKey(f"{one}.id"), primary_key=True),
        Column("other_id", ForeignKey(f"{other}.id"), primary_key=True),
    )


herd_meadow = joining("herd_meadow", "herd", "meadow")
list(map(joining, ["herd_barn"], ["herd"], ["barn"]))


class Herd(Base):
    __tablename__ = "herd"
    id = Column(Integer, primary_key=True)
    meadows = relationship("Meadow", secondary=herd_meadow)
    barns = relationship("Barn", secondary="herd_barn")


class Meadow(Base):
    __tablename__ = "meadow"
    id = Column(Integer, primary_key=True)


class Barn(Base):
    __tablename__ = "barn"
    id = Column(Integer, primary_key=True)
