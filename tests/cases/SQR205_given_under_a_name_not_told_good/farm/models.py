from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def text():
    return Column(String)


class Shed(Base):
    __tablename__ = "shed"
    id = Column(Integer, primary_key=True)
    goats = relationship("Goat", order_by="Goat.weight")
    flock = relationship("Goat", order_by="Goat.colour", viewonly=True)


class Goat(Base):
    __tablename__ = "goat"
    id = Column(Integer, primary_key=True)
    shed_id = Column(ForeignKey("shed.id"))
