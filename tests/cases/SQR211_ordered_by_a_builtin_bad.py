from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    children = relationship("Child", order_by="desc(id)")  # expect: SQR211


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
    toys = relationship("Toy", order_by="id.desc()")  # expect: SQR211
    boxes = relationship("Box", order_by="-id")  # expect: SQR211


class Toy(Base):
    __tablename__ = "toy"
    id = Column(Integer, primary_key=True)
    child_id = Column(Integer, ForeignKey("child.id"))
    parts = relationship("Part", order_by="func.lower(id)")


class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    child_id = Column(Integer, ForeignKey("child.id"))


class Part(Base):
    __tablename__ = "part"
    id = Column(Integer, primary_key=True)
    toy_id = Column(Integer, ForeignKey("toy.id"))
