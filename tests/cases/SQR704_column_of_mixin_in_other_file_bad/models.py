from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from mixins import Sized


class Base(DeclarativeBase):
    pass


class Box(Sized, Base):
    __tablename__ = "box"
    __table_args__ = (UniqueConstraint("length"),)  # expect: SQR704
    id: Mapped[int] = mapped_column(primary_key=True)
