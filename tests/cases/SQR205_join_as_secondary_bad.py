from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    room_id = Column(ForeignKey("room.id"))


class Place(Base):
    __tablename__ = "place"
    shelf_id = Column(ForeignKey("shelf.id"), primary_key=True)
    jar_id = Column(ForeignKey("jar.id"), primary_key=True)


class Jar(Base):
    __tablename__ = "jar"
    id = Column(Integer, primary_key=True)


class Room(Base):
    __tablename__ = "room"
    id = Column(Integer, primary_key=True)
    jars = relationship(Jar, secondary="join(Shelf, Place, Shelf.id == Place.shelf)", viewonly=True)  # expect: SQR205
