from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base(metadata=MetaData(schema="media"))

film_genre = Table(
    "film_genre",
    Base.metadata,
    Column("film_id", ForeignKey("media.film.id"), primary_key=True),
    Column("genre_id", ForeignKey("media.genre.id"), primary_key=True),
)


class Film(Base):
    __tablename__ = "film"
    id = Column(Integer, primary_key=True)
    genres = relationship("Genre", secondary="media.film_genre")


class Genre(Base):
    __tablename__ = "genre"
    id = Column(Integer, primary_key=True)
