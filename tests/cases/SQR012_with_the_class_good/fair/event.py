from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from fair.base import Base


class Event(Base):
    __tablename__ = "event"
    id = Column(Integer, primary_key=True)
    tickets = relationship("Ticket")


from fair import ticket  # noqa
