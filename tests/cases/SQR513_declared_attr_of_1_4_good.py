from typing import ClassVar

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, declarative_base, declared_attr, relationship

Base = declarative_base()


class Owned:
    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return Column(Integer, ForeignKey("owner.id"))

    @declared_attr
    def owner(cls) -> "Mapped[Owner]":
        return relationship("Owner", back_populates="boats")

    @declared_attr
    def mooring(cls) -> None:
        return Column(String(10))

    @declared_attr
    def shown_as(cls) -> ClassVar[str]:
        return cls.__name__

    @property
    def label(self) -> str:
        return self.shown_as


class Boat(Owned, Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))

    @declared_attr
    def length(cls) -> int:
        return Column(Integer)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict:
        return {"polymorphic_on": cls.kind}


class Yacht(Boat):
    __mapper_args__ = {"polymorphic_identity": "yacht"}


class Owner(Base):
    __tablename__ = "owner"
    id = Column(Integer, primary_key=True)
    boats = relationship("Boat", back_populates="owner")
