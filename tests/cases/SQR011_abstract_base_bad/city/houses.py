from sqlalchemy import Column, Integer

from city.base import Owned


class House(Owned):
    __tablename__ = "houses"
    id = Column(Integer, primary_key=True)
