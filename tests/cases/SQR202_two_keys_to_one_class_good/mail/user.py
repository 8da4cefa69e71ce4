from typing import List

from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    sent: Mapped[List["Message"]] = relationship(
        foreign_keys="Message.sender_id", back_populates="sender"
    )
