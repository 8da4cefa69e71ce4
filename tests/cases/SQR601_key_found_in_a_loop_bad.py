from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Keyed:
    @declared_attr.cascading
    def id(cls):
        for base in cls.__mro__[1:-1]:
            if getattr(base, "__table__", None) is not None:
                break
        return Column(Integer, primary_key=True)

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()


class Vessel(Keyed, Base):
    kind = Column(String)
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "vessel"}


class Tug(Vessel):  # expect: SQR601
    __mapper_args__ = {"polymorphic_identity": "tug"}
