from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

KEYS = []
KEYS.append(ForeignKeyConstraint(["chef_id"], ["chef.id"]))


class Kitchen(Base):
    __tablename__ = "kitchen"
    id = Column(Integer, primary_key=True)
    __table_args__ = {}
    __table_args__["schema"] = "main"


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)
    kitchen_id = Column(ForeignKey("main.kitchen.id"))
    kitchen = relationship("Kitchen")


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    chef_id = Column(Integer)
    chef = relationship("Chef")
    __table_args__ = tuple(KEYS)


class Knife(Base):
    __tablename__ = "knife"
    id = Column(Integer, primary_key=True)
    chef_id = Column(Integer)
    chef = relationship("Chef")
    keys = []
    keys.append(ForeignKeyConstraint(["chef_id"], ["chef.id"]))
    __table_args__ = tuple(keys)


class Apron(Base):
    __tablename__ = "apron"
    id = Column(Integer, primary_key=True)
    chef_id = Column(Integer)
    chef = relationship("Chef")  # expect: SQR201
    keys = []
    __table_args__ = tuple(keys)
