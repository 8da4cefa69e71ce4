from sqlalchemy import Column, Integer

from base import Base, Named


class Box(Named, Base):
    id = Column(Integer, primary_key=True)
