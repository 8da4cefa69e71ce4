from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import registry, relationship

mapping = registry()


class Numbered:
    id = Column(Integer, primary_key=True)


@mapping.mapped
class Ticket(Numbered):
    __tablename__ = "ticket"
    seat_id = Column(ForeignKey("seat.id"))
    seat = relationship("Seat")


@mapping.mapped
class Seat(Numbered):  # expect: SQR702
    row = Column(Integer)
