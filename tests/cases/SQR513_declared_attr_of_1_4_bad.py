from typing import ClassVar

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, declarative_base, declared_attr, relationship

Base = declarative_base()


class Owned:
    @declared_attr
    def owner_id(cls) -> Column:  # expect: SQR513
        return Column(Integer, ForeignKey("owner.id"))

    @declared_attr
    def owner(cls) -> "Owner":  # expect: SQR513
        return relationship("Owner", back_populates="boats")

    @declared_attr
    def mooring(cls) -> Mapped[str]:
        return Column(String(10))

    @declared_attr
    def shown_as(cls) -> ClassVar[str]:
        return cls.__name__


class Boat(Owned, Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)


class Owner(Base):
    __tablename__ = "owner"
    id = Column(Integer, primary_key=True)
    boats = relationship("Boat", back_populates="owner")
