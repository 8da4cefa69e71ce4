from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Fleet(Base):
    __tablename__ = "fleet"
    id = Column(Integer, primary_key=True)
    sailors = relationship(
        "Sailor",
        secondary="join(Ship, Berth, Ship.id == Berth.ship_id)",  # expect: SQR204
        primaryjoin="Fleet.id == Ship.fleet_id",
        secondaryjoin="Berth.sailor_id == Sailor.id",
    )


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    fleet_id = Column(Integer, ForeignKey("fleet.id"))


class Sailor(Base):
    __tablename__ = "sailor"
    id = Column(Integer, primary_key=True)


class Berth(Base):
    __tablename__ = "berth"
    ship_id = Column(Integer, ForeignKey("ship.id"), primary_key=True)
    sailor_id = Column(Integer, ForeignKey("sailor.id"), primary_key=True)
