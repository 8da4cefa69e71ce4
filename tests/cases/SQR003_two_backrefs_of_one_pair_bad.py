from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()

rowing = Table(
    "rowing",
    Base.metadata,
    Column("boat_id", ForeignKey("boat.id"), primary_key=True),
    Column("rower_id", ForeignKey("rower.id"), primary_key=True),
)


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    rowers = relationship("Rower", secondary=rowing, backref=backref("boat"))  # expect: SQR001
    oars = relationship("Oar", backref="of_boat")  # expect: SQR001


class Rower(Base):
    __tablename__ = "rower"
    id = Column(Integer, primary_key=True)
    boats = relationship("Boat", secondary=rowing, backref=backref("rower"))  # expect: SQR001, SQR003


class Oar(Base):
    __tablename__ = "oar"
    id = Column(Integer, primary_key=True)
    boat_id = Column(ForeignKey("boat.id"))
    boat = relationship("Boat", backref="boat_oars")  # expect: SQR001, SQR003
