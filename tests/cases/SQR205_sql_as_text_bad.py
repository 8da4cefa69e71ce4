import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Integer, String, text
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Ward(Base):
    __tablename__ = "ward"
    id = Column(Integer, primary_key=True)
    beds = relationship("Bed", order_by=text("number"))  # expect: SQR205


class Bed(Base):
    __tablename__ = "bed"
    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    ward_id = Column(ForeignKey("ward.id"))


class Floor(Base):
    __tablename__ = "floor"
    id = Column(Integer, primary_key=True)
    doors = relationship("Door", order_by="[Door.id, text('label')]")  # expect: SQR205
    lifts = relationship("Lift", order_by=lambda: [sa.text("lift.id")])  # expect: SQR205
    lamps = relationship("Lamp", order_by=1)  # expect: SQR205
    stairs = relationship("Stair", primaryjoin=text("stair.floor_id = floor.id"))  # expect: SQR205


class Door(Base):
    __tablename__ = "door"
    id = Column(Integer, primary_key=True)
    label = Column(String)
    floor_id = Column(ForeignKey("floor.id"))


class Lift(Base):
    __tablename__ = "lift"
    id = Column(Integer, primary_key=True)
    floor_id = Column(ForeignKey("floor.id"))


class Lamp(Base):
    __tablename__ = "lamp"
    id = Column(Integer, primary_key=True)
    floor_id = Column(ForeignKey("floor.id"))


class Stair(Base):
    __tablename__ = "stair"
    id = Column(Integer, primary_key=True)
    floor_id = Column(ForeignKey("floor.id"))
    key_id = Column(ForeignKey("key.id"))


class Key(Base):
    __tablename__ = "key"
    id = Column(Integer, primary_key=True)
    stairs = relationship("Stair", foreign_keys="1")  # expect: SQR205
