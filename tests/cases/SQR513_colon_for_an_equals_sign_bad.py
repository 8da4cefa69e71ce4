from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)
    dishes = relationship("Dish", back_populates="chef")


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    chef_id: Column(Integer, ForeignKey("chef.id"))  # expect: SQR513
    chef: relationship("Chef", back_populates="dishes")  # expect: SQR513
