from mixins import Numbered
from sqlalchemy import Column, Identity, Integer, PrimaryKeyConstraint, Table, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Ticket(Numbered, Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)


class Seat(Base):
    __tablename__ = "seat"
    id: Mapped[int] = mapped_column(autoincrement=True)
    rank: Mapped[int] = mapped_column(autoincrement=True, server_default=text("1"))
    turn: Mapped[int] = mapped_column(Identity(), autoincrement=True)
    __table_args__ = (PrimaryKeyConstraint("id"),)


visits = Table(
    "visits",
    Base.metadata,
    Column("ticket", Integer, primary_key=True, autoincrement=False),
    Column("line", Integer, autoincrement=True),
)
