from sqlalchemy import Column, Integer

from base import Base, Named


class Box(Named, Base):  # expect: SQR702
    id = Column(Integer, primary_key=True)
