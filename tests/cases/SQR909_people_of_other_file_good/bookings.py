from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from base import Base
from people import Chef, Person


class Booking(Base):
    __tablename__ = "booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    guest: Mapped[Person] = relationship(foreign_keys=[guest_id])
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: Mapped[Chef] = relationship(foreign_keys=[chef_id])
