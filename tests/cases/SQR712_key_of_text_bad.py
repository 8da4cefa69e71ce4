import uuid

from sqlalchemy import Column, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Parcel(Base):
    __tablename__ = "parcel"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, autoincrement=True)  # expect: SQR712


codes = Table("codes", Base.metadata, Column("code", String(8), primary_key=True, autoincrement=True))  # expect: SQR712
