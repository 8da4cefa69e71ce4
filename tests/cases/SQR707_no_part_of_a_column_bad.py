from sqlalchemy import Column, Enum, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    colour = Column(Enum(["red", "blue"]))  # expect: SQR707
    size = Column(Integer, UniqueConstraint("size"))  # expect: SQR707
    parent_id = Column(Integer, ForeignKey("parent.id", "CASCADE"))  # expect: SQR707
    parent = Column(relationship("Parent"))  # expect: SQR707
