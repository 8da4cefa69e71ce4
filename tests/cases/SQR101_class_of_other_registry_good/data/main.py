from sqlalchemy import Column, Integer

from .bases import MainBase


class Account(MainBase):
    __tablename__ = "account"
    id = Column(Integer, primary_key=True)
