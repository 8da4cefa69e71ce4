from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Keyed:
    @declared_attr.cascading
    def id(cls):
        for base in cls.__mro__[1:-1]:
            if getattr(base, "__table__", None) is not None:
                return Column(ForeignKey(base.id), primary_key=True)
        return Column(Integer, primary_key=True)

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()


class Vessel(Keyed, Base):
    kind = Column(String)
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "vessel"}


class Tug(Vessel):
    __mapper_args__ = {"polymorphic_identity": "tug"}
