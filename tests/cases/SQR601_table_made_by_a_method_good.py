from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class NamedAfterClass:
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    @classmethod
    def __table_cls__(cls, name, metadata, *parts, **options):
        if any(isinstance(part, Column) and part.primary_key for part in parts):
            return Table(name, metadata, *parts, **options)
        return None


class Vehicle(NamedAfterClass, Base):
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "vehicle"}


class Tractor(Vehicle):
    power = Column(Integer)
    __mapper_args__ = {"polymorphic_identity": "tractor"}
