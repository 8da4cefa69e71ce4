from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class House(Base):
    __tablename__ = "house"
    street = Column(Integer, primary_key=True)
    number = Column(Integer, primary_key=True)


class Flat(Base):
    __tablename__ = "flat"
    id = Column(Integer, primary_key=True)
    street = Column(Integer)
    number = Column(Integer)
    door = Column(Integer)
    floor = Column(Integer)
    low = CheckConstraint(floor < 9, name="low")
    by_street = Index("by_street", street)
    one_door = UniqueConstraint(street, number, door)
    house_key = ForeignKeyConstraint(["street", "number"], ["house.street", "house.number"])
    __table_args__ = (house_key,)


class Stair(Base):
    __tablename__ = "stair"
    id = Column(Integer, primary_key=True)
    street = Column(Integer)
    unique = UniqueConstraint("street")

    def __init_subclass__(cls):
        super().__init_subclass__()


class Cellar(Base):
    __tablename__ = "cellar"
    id = Column(Integer, primary_key=True)
    street = Column(Integer)
    unique = UniqueConstraint("street")
    __table_args__ = tuple([unique])
