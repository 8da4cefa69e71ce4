from typing import Annotated

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import DeclarativeBase, Mapped, Unmapped, mapped_column, relationship, unmapped_column

key = Annotated[int, mapped_column(ForeignKey("depot.id"))]


class Base(DeclarativeBase):
    pass


class Depot(Base):
    __tablename__ = "depot"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Unmapped[str]
    __table_args__ = (Index("ix_code", "code"),)


class Bus(Base):
    __tablename__ = "bus"
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_id: Unmapped[int] = unmapped_column(ForeignKey("depot.id"))
    depot: Mapped[Depot] = relationship()


class Tram(Base):
    __tablename__ = "tram"
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_id: Unmapped[key]
    depot: Mapped[Depot] = relationship()
