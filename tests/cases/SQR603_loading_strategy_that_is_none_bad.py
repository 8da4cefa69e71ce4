from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Animal(Base):
    __tablename__ = "animal"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "animal"}


class Goat(Animal):
    __tablename__ = "goat"
    id = Column(ForeignKey("animal.id"), primary_key=True)
    __mapper_args__ = {
        "polymorphic_identity": "goat",
        "polymorphic_load": "joined",  # expect: SQR603
    }
