from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
walk_dog = Table(
    "walk_dog",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("walk_id", Integer, ForeignKey("walk.id"), primary_key=True),
    Column("dog_id", Integer, ForeignKey("dog.id"), primary_key=True),
)


class Walk(Base):
    __tablename__ = "walk"
    id = Column(Integer, primary_key=True)
    dogs = relationship("Dog", secondary=walk_dog)  # expect: SQR223


class Dog(Base):
    __tablename__ = "dog"
    id = Column(Integer, primary_key=True)
