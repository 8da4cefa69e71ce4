from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .keeper import Keeper


class Animal(Base):
    __tablename__ = "animals"
    id: Mapped[int] = mapped_column(primary_key=True)
    keeper_id: Mapped[int] = mapped_column(index=True)
    keeper: Mapped[Keeper] = relationship(back_populates="animals")  # expect: SQR201
