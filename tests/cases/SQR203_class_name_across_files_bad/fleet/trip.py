from sqlalchemy import Column, ForeignKey, Integer

from fleet.base import Base


class Trip(Base):
    __tablename__ = "trips"
    id = Column(Integer, primary_key=True)
    driver_id = Column(
        Integer,
        ForeignKey("Driver.id"),  # expect: SQR203
        nullable=False,
    )
