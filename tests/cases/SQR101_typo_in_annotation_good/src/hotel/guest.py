from typing import List

from sqlalchemy.orm import Mapped, mapped_column, relationship

from hotel.orm import Base


class Guest(Base):
    __tablename__ = "guest"
    id: Mapped[int] = mapped_column(primary_key=True)
    stays: Mapped[List["Stay"]] = relationship(back_populates="guest")
