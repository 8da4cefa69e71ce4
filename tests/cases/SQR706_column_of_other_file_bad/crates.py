from sqlalchemy import Column, Integer

import columns
from base import Base


class Crate(Base):
    __tablename__ = "crate"
    id = Column(Integer, primary_key=True)
    size = columns.size  # expect: SQR706
