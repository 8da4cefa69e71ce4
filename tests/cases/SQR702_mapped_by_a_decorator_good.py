from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import registry, relationship

mapping = registry()


class Numbered:
    id = Column(Integer, primary_key=True)


@mapping.mapped
class Reserved(Numbered):
    __abstract__ = True


@mapping.mapped
class Ticket(Reserved):
    __tablename__ = "ticket"
    seat_id = Column(ForeignKey("seat.id"))
    seat = relationship("Seat")


@mapping.mapped
class Seat(Numbered):
    __tablename__ = "seat"
    row = Column(Integer)
