from sqlalchemy import Column, ForeignKey, Integer, Sequence, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
walk_dog = Table(
    "walk_dog",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("walk_id", Integer, ForeignKey("walk.id")),
    Column("dog_id", Integer, ForeignKey("dog.id")),
)
walk_cow = Table(
    "walk_cow",
    Base.metadata,
    Column("id", Integer, Sequence("walk_cow_id"), primary_key=True),
    Column("walk_id", Integer, ForeignKey("walk.id"), primary_key=True),
    Column("cow_id", Integer, ForeignKey("cow.id"), primary_key=True),
)


class Walk(Base):
    __tablename__ = "walk"
    id = Column(Integer, primary_key=True)
    dogs = relationship("Dog", secondary=walk_dog)
    cows = relationship("Cow", secondary=walk_cow)


class Dog(Base):
    __tablename__ = "dog"
    id = Column(Integer, primary_key=True)


class Cow(Base):
    __tablename__ = "cow"
    id = Column(Integer, primary_key=True)
