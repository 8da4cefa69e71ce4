from sqlalchemy import Column, ForeignKey, Integer

from state.base import Base


class Office(Base):
    __tablename__ = "office"
    id = Column(Integer, primary_key=True)
    city_id = Column(ForeignKey("city.id"))


class Mayor(Base):
    __tablename__ = "mayor"
    id = Column(Integer, primary_key=True)
    city_id = Column(ForeignKey("city.id"))
