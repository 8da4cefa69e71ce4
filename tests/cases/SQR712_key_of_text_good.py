import uuid

from sqlalchemy import BigInteger, Column, Integer, Numeric, Table, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Number(TypeDecorator):
    impl = Integer
    cache_ok = True


class Parcel(Base):
    __tablename__ = "parcel"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, autoincrement="auto", default=uuid.uuid4)


class Letter(Base):
    __tablename__ = "letter"
    id: Mapped[str] = mapped_column(Number, primary_key=True, autoincrement=True)


codes = Table("codes", Base.metadata, Column("code", Numeric(8, 0), primary_key=True, autoincrement=True))
stamps = Table(
    "stamps",
    Base.metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
)
