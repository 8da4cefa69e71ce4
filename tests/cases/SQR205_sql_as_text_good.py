import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Integer, String, func, literal_column
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Ward(Base):
    __tablename__ = "ward"
    id = Column(Integer, primary_key=True)
    beds = relationship("Bed", order_by=literal_column("bed.number"))


class Bed(Base):
    __tablename__ = "bed"
    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    ward_id = Column(ForeignKey("ward.id"))


class Floor(Base):
    __tablename__ = "floor"
    id = Column(Integer, primary_key=True)
    doors = relationship("Door", order_by="[Door.id, desc(text('label'))]")
    lifts = relationship("Lift", order_by=lambda: [sa.desc(sa.text("lift.id"))])
    lamps = relationship("Lamp", order_by="False")
    stairs = relationship("Stair", order_by=func.random())


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
    stairs = relationship("Stair", foreign_keys="Stair.key_id")


class Roof(Base):
    __tablename__ = "roof"
    id = Column(Integer, primary_key=True)
    tiles = relationship("Tile", order_by=False)
    gutters = relationship("Gutter", order_by=lambda: False)


class Tile(Base):
    __tablename__ = "tile"
    id = Column(Integer, primary_key=True)
    roof_id = Column(ForeignKey("roof.id"))


class Gutter(Base):
    __tablename__ = "gutter"
    id = Column(Integer, primary_key=True)
    roof_id = Column(ForeignKey("roof.id"))
