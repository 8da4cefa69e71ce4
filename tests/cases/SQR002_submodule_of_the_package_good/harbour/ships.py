from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from harbour.base import Base


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    quay_id = Column(ForeignKey("quay.id"))
    quay = relationship("Quay", back_populates="ships")
