from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def make(base=None, key=None, target=None, through=None):
    base = base or Base

    class Booking(base):
        __tablename__ = "booking"
        id = Column(Integer, primary_key=True)
        if isinstance(key, str):
            table_id = Column(ForeignKey(key))
        else:
            table_id = Column(String(9))
        if key:
            chef_id = Column(Integer, ForeignKey(key))
        if key is not None:
            guest_id = Column(Integer, ForeignKey(key, ondelete="CASCADE"))
        host_id = Column(Integer, ForeignKey(key)) if key else Column(Integer)
        room_id = Column(Integer, key and ForeignKey(key))
        if target:
            chef = relationship(target, foreign_keys=[chef_id])
            guests = relationship(target, secondary=through)
        elif not through:
            note = Column(String(3))

    return Booking


Booking = make()
