import re

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

INNER = re.compile(r"(.)([A-Z])")


def snake(name):
    def lowered(match):
        return "_" + match.group(0).lower()

    return name[0].lower() + re.sub(r"[A-Z]", lowered, name[1:])


class Named:
    id = Column(Integer, primary_key=True)

    @declared_attr
    def __tablename__(cls):
        return snake(cls.__name__)


class Short:
    id = Column(Integer, primary_key=True)

    @declared_attr
    def __tablename__(cls):
        return INNER.sub(lambda found: found[1] + "_" + found.groups()[1], cls.__name__).lower()


Base = declarative_base()


class KitchenChef(Named, Base):
    bookings = relationship("TableBooking", back_populates="chef")


class TableBooking(Short, Base):
    chef_id = Column(ForeignKey("kitchen_chef.id"))
    chef = relationship("KitchenChef", back_populates="bookings")


class Dish(Named, Base):
    booking_id = Column(ForeignKey("table_booking.id"))
    booking = relationship("TableBooking")
