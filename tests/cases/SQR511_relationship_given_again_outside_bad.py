from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    children = relationship("Child")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))


class Toy(Base):
    __tablename__ = "toy"
    id = Column(Integer, primary_key=True)
    child_id = Column(Integer, ForeignKey("child.id"))


Parent.children = relationship("Child", order_by=Child.id)  # expect: SQR511
Child.toys = relationship("Toy")
Child.toys = relationship("Toy", order_by=Toy.id)  # expect: SQR511
