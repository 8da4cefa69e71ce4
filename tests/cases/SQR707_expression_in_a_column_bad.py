import enum

from sqlalchemy import Column, DateTime, Identity, Integer, String, func, text
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Base(DeclarativeBase):
    pass


class Parcel(Base):
    __tablename__ = "parcel"
    id = mapped_column(Integer, primary_key=True)
    sent = mapped_column(DateTime, func.now())  # expect: SQR707
    seen = mapped_column(func.now())  # expect: SQR707
    size = mapped_column(Integer, text("1"))  # expect: SQR707
    label = mapped_column(Column(String))  # expect: SQR707
    state = mapped_column(enum.Enum)  # expect: SQR707
    kind = mapped_column(enum.Enum("small", "large"))  # expect: SQR707
    number = mapped_column(Identity())  # expect: SQR707
