from typing import Optional

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Berth(Base):
    __tablename__ = "berth"
    __table_args__ = (
        UniqueConstraint("pier", "number"),
        ForeignKeyConstraint(["next_pier", "next_number"], ["berth.pier", "berth.number"]),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pier: Mapped[str]
    number: Mapped[int]
    next_pier: Mapped[Optional[str]]
    next_number: Mapped[Optional[int]]
    next: Mapped[Optional["Berth"]] = relationship(remote_side=[id])  # expect: SQR209
