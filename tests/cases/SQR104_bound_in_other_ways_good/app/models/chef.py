import sys

from sqlalchemy import Column, Integer

from app.base import Base

if sys.version_info >= (3, 12):
    LIMIT = 2
else:
    LIMIT = 1


class Chef(Base):
    __tablename__ = "chefs"
    id = Column(Integer, primary_key=True)
