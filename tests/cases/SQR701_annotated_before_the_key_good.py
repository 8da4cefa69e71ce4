from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Indexed:
    id: int

    @property
    def document(self):
        return f"{type(self).__name__}/{self.id}"


class Keyed:
    id = Column(Integer, primary_key=True)


class Parent(Indexed, Keyed, Base):
    __tablename__ = "parent"
    children = relationship("Child", back_populates="parent")


class Child(Indexed, Keyed, Base):
    __tablename__ = "child"
    parent_id = Column(Integer, ForeignKey("parent.id"))
    parent = relationship("Parent", back_populates="children")
