from typing import List, Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Berth(Base):
    __tablename__ = "berth"
    id: Mapped[int] = mapped_column(primary_key=True)
    whole_id: Mapped[Optional[int]] = mapped_column(ForeignKey("berth.id"))
    parts: Mapped[List["Berth"]] = relationship(back_populates="whole", remote_side="Berth.whole_id")
    whole: Mapped[Optional["Berth"]] = relationship(back_populates="parts", remote_side=[id])


class Message(Base):
    __tablename__ = "message"
    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[Optional[int]] = mapped_column(ForeignKey("message.id"))
    reply: Mapped[List["Message"]] = relationship(back_populates="original")
    original: Mapped[Optional["Message"]] = relationship(back_populates="reply", remote_side=[id])
