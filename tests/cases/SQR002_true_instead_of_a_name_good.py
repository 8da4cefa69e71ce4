from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Album(Base):
    __tablename__ = "album"
    id = Column(Integer, primary_key=True)
    tracks = relationship("Track", back_populates="album")


class Track(Base):
    __tablename__ = "track"
    id = Column(Integer, primary_key=True)
    album_id = Column(ForeignKey("album.id"))
    album = relationship("Album", back_populates="tracks")
