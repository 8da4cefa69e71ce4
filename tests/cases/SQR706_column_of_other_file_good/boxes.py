from sqlalchemy import Column, Integer

import columns
from base import Base


class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    size = columns.size
    length = columns.length()
