from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class HasFloor:
    floor = Column(Integer)
    low = CheckConstraint("floor < 9", name="low")  # expect: SQR703


class House(Base):
    __tablename__ = "house"
    street = Column(Integer, primary_key=True)
    number = Column(Integer, primary_key=True)


class Flat(HasFloor, Base):
    __tablename__ = "flat"
    id = Column(Integer, primary_key=True)
    street = Column(Integer)
    number = Column(Integer)
    door = Column(Integer)
    house_key = ForeignKeyConstraint(["street", "number"], ["house.street", "house.number"])  # expect: SQR703
    one_door = UniqueConstraint("street", "number", "door")  # expect: SQR703
    by_street = Index("by_street", "street")  # expect: SQR703
