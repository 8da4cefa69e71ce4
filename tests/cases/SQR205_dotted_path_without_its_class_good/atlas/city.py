from sqlalchemy import Column, ForeignKey, Integer

from atlas.base import Base


class City(Base):
    __tablename__ = "city"
    id = Column(Integer, primary_key=True)
    land_id = Column(ForeignKey("land.id"))
