from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

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
    rowers = relationship("Rower", secondary=rowing, back_populates="boats")
    oars = relationship("Oar", back_populates="boat")


class Rower(Base):
    __tablename__ = "rower"
    id = Column(Integer, primary_key=True)
    boats = relationship("Boat", secondary=rowing, back_populates="rowers")


class Oar(Base):
    __tablename__ = "oar"
    id = Column(Integer, primary_key=True)
    boat_id = Column(ForeignKey("boat.id"))
    boat = relationship("Boat", back_populates="oars")
