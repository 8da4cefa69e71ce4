from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from fair.base import Base


class Ticket(Base):
    __tablename__ = "ticket"
    id = Column(Integer, primary_key=True)
    event_id = Column(ForeignKey("event.id"))
    event = relationship(
        "Event",
        overlaps="tickets",
    )
