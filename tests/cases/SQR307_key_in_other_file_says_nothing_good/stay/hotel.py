from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from .base import Base


class Hotel(Base):
    __tablename__ = "hotel"
    id = Column(Integer, primary_key=True)
    rooms = relationship(
        "Room",
        back_populates="hotel",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
