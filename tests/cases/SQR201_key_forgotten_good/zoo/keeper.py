from typing import List

from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class Keeper(Base):
    __tablename__ = "keepers"
    id: Mapped[int] = mapped_column(primary_key=True)
    animals: Mapped[List["Animal"]] = relationship(back_populates="keeper")
