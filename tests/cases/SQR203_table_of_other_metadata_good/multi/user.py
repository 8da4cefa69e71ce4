from sqlalchemy import Column, Integer

from .bases import Users


class User(Users):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
