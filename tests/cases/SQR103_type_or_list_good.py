from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import class_mapper, declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"))
    one = relationship(Parent)
    two = relationship("Parent", viewonly=True)
    three = relationship(lambda: Parent, viewonly=True)
    four = relationship(class_mapper(Parent), viewonly=True)
