from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)


OldTicket = Ticket


class NewTicket(Base):
    __tablename__ = "ticket_new"
    id: Mapped[int] = mapped_column(primary_key=True)
    old_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    old: Mapped[OldTicket] = relationship(OldTicket)
