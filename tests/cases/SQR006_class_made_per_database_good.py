from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship


class Database:
    def __init__(self):
        self.Base = declarative_base()


def models_of(database):
    class Chef(database.Base):
        __tablename__ = "chef"
        id = Column(Integer, primary_key=True)

    class Booking(database.Base):
        __tablename__ = "booking"
        id = Column(Integer, primary_key=True)
        chef_id = Column(Integer, ForeignKey("chef.id"))
        chef = relationship("Chef", backref="bookings")  # expect: SQR001

    return Chef, Booking


def test_the_first(database):
    return models_of(database)


FIRST = models_of(Database())
SECOND = models_of(Database())
