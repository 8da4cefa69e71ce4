from typing import Annotated, Optional

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Types:
    key = Annotated[int, mapped_column(BigInteger, primary_key=True)]
    maybe = Annotated[Optional[str], mapped_column()]

    @staticmethod
    def reference(table, **options):
        return Annotated[Optional[int], mapped_column(ForeignKey(f"{table}.id", **options))]


BY_NAME = {"key": Types.key}


def key_of(kind):
    return Annotated[kind, mapped_column(primary_key=True)]


text_key = key_of(str)


class Base(DeclarativeBase):
    Small = Annotated[int, mapped_column(primary_key=True)]


class Harbour(Base):
    __tablename__ = "harbour"
    id: Mapped[Types.key]
    ships: Mapped[list["Ship"]] = relationship(back_populates="harbour")


class Ship(Base):
    __tablename__ = "ship"
    id: Mapped[BY_NAME["key"]]
    flag: Mapped[Types.maybe]
    harbour_id: Mapped[Types.reference("harbour", ondelete="SET NULL")]
    sister_id: Mapped[Types.reference("ship")]
    harbour: Mapped[Optional[Harbour]] = relationship(back_populates="ships")
    sister: Mapped[Optional["Ship"]] = relationship(remote_side="Ship.id")


class Port(Base):
    __tablename__ = "port"
    code: Mapped[text_key]


class Pier(Base):
    __tablename__ = "pier"
    own = Annotated[int, mapped_column(primary_key=True)]
    number: Mapped[own]


class Buoy(Base):
    __tablename__ = "buoy"
    number: Mapped[Base.Small]
