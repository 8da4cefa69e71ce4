from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    chef_id = Column(ForeignKey("chef.id"))
    chef = relationship("Chef", backref=backref("dishes", viewonly=True))  # expect: SQR001,SQR009
