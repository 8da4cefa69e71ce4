from typing import List, Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Berth(Base):
    __tablename__ = "berth"
    id: Mapped[int] = mapped_column(primary_key=True)
    whole_id: Mapped[Optional[int]] = mapped_column(ForeignKey("berth.id"))
    parts: Mapped[List["Berth"]] = relationship(back_populates="whole", remote_side="Berth.id")
    whole: Mapped[Optional["Berth"]] = relationship(back_populates="parts", remote_side=[whole_id])  # expect: SQR208
