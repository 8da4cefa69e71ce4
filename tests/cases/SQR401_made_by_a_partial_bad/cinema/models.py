from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from .base import Base, many


class Film(Base):
    __tablename__ = "film"
    id = Column(Integer, primary_key=True)
    shows = many("Show", back_populates="film")


class Show(Base):
    __tablename__ = "show"
    id = Column(Integer, primary_key=True)
    film_id = Column(ForeignKey("film.id"))
    film = relationship("Film", back_populates="shows")
