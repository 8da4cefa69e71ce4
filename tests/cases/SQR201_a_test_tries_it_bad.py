import unittest

from sqlalchemy import Column, Integer
from sqlalchemy.exc import NoForeignKeysError
from sqlalchemy.orm import configure_mappers, declarative_base, relationship


class ChecksTest(unittest.TestCase):
    def test_nothing_to_join_on(self):
        Base = declarative_base()

        class Venue(Base):
            __tablename__ = "venue"
            id = Column(Integer, primary_key=True)

        class Room(Base):
            __tablename__ = "room"
            id = Column(Integer, primary_key=True)
            venue = relationship("Venue")  # expect: SQR201

        try:
            configure_mappers()
        except ImportError:
            self.skipTest("not installed")

    def test_the_message(self):
        Base = declarative_base()

        class Chef(Base):
            __tablename__ = "chef"
            id = Column(Integer, primary_key=True)

        class Dish(Base):
            __tablename__ = "dish"
            id = Column(Integer, primary_key=True)
            chef = relationship("Chef")  # expect: SQR201

        try:
            configure_mappers()
        except NoForeignKeysError as error:
            raise ValueError("Dish.chef") from error
