from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Meal(AbstractConcreteBase, Base):
    id = Column(Integer, primary_key=True)


class Lunch(Meal):
    __tablename__ = "lunches"
    __mapper_args__ = {"polymorphic_identity": "lunch", "concrete": True}
    chef_id = Column(Integer, ForeignKey("chefs.id"))
    chef = relationship("Chef", back_populates="lunches")


class Chef(Base):
    __tablename__ = "chefs"
    id = Column(Integer, primary_key=True)
    lunches = relationship("Lunch", back_populates="chef")
