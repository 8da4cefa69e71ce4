import unittest

from sqlalchemy import Column, Integer
from sqlalchemy.exc import ArgumentError, NoForeignKeysError
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
            venue = relationship("Venue")

        self.assertRaises(NoForeignKeysError, configure_mappers)

    def test_keyword(self):
        with self.assertRaisesRegex(TypeError, "backpopulates"):

            class Meal(declarative_base()):
                __tablename__ = "meal"
                id = Column(Integer, primary_key=True)
                venue = relationship("Venue", backpopulates="meals")

    @unittest.expectedFailure
    def test_some_day(self):
        Base = declarative_base()

        class Chef(Base):
            __tablename__ = "chef"
            id = Column(Integer, primary_key=True)

        class Dish(Base):
            __tablename__ = "dish"
            id = Column(Integer, primary_key=True)
            chef = relationship("Chef")

        configure_mappers()


with unittest.TestCase().assertRaises(ArgumentError):

    class Spoon(declarative_base()):
        __tablename__ = "spoon"
        number = Column(Integer)
