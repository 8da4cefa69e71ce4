from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

film_genre = Table(
    "film-genre",
    Base.metadata,
    Column("film_id", ForeignKey("film.id"), primary_key=True),
    Column("genre_id", ForeignKey("genre.id"), primary_key=True),
)


class Film(Base):
    __tablename__ = "film"
    id = Column(Integer, primary_key=True)
    genres = relationship("Genre", secondary="film-genre")  # expect: SQR204


class Genre(Base):
    __tablename__ = "genre"
    id = Column(Integer, primary_key=True)
