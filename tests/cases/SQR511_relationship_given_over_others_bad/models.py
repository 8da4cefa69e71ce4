from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Named:
    def label(self):
        return "label"


class Parent(Named, Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size = Column(Integer)

    def children(self):
        return []

    @property
    def youngest(self):
        return None


class Guardian(Parent):
    pass


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id"))
