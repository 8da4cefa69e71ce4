import sqlalchemy
from sqlalchemy import DateTime, FetchedValue, ForeignKey, Identity, Integer, String, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Parcel(Base):
    __tablename__ = "parcel"
    id = mapped_column(Integer, primary_key=True)
    sent = mapped_column(DateTime, default=func.now())
    seen = mapped_column(DateTime, server_default=func.now())
    size = mapped_column(Integer, server_default=text("1"))
    label = mapped_column(String)
    kind = mapped_column(sqlalchemy.Enum("small", "large"))
    number: Mapped[int] = mapped_column(Identity())
    weight = mapped_column(Integer, FetchedValue())
    parent_id = mapped_column(None, ForeignKey("parcel.id"))
