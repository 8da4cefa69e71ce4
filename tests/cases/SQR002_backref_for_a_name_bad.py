from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Cook(Base):
    __tablename__ = "cook"
    id = Column(Integer, primary_key=True)
    dishes = relationship("Dish", back_populates=backref("cook"))  # expect: SQR002


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    cook_id = Column(ForeignKey("cook.id"))
    cook = relationship("Cook", back_populates="dishes")
