from sqlalchemy import Column, Integer

from city.base import Owned


class Boat(Owned):
    __tablename__ = "boats"
    id = Column(Integer, primary_key=True)
