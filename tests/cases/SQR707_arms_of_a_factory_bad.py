from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def make(key=None):
    class Booking(Base):
        __tablename__ = "booking"
        id = Column(Integer, primary_key=True)
        if not isinstance(key, str):
            table_id = Column(ForeignKey(key))  # expect: SQR707

    return Booking


Booking = make()
