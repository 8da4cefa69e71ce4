"""The mixin puts what each class hands to it into __table_args__: the constraint stands in the class."""

from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, String
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Checked:
    @declared_attr
    def __table_args__(cls):
        return cls._args + (CheckConstraint("depth >= 0", name=cls.__tablename__ + "_depth"),)


class Reef(Base, Checked):
    __tablename__ = "reef"
    code = Column(String(8))
    name = Column(String(8))
    depth = Column(Integer)
    _args = (PrimaryKeyConstraint("code"),)


class Wreck(Base, Checked):
    __tablename__ = "wreck"
    code = Column(String(8))
    name = Column(String(8))
    depth = Column(Integer)
    _args = (PrimaryKeyConstraint("code"),)
