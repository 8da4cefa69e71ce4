from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Keyed:
    id = Column(Integer, primary_key=True)


class Joined:
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    @declared_attr
    def id(cls):
        return Column(Integer, ForeignKey("content.id"), primary_key=True)

    @declared_attr
    def __mapper_args__(cls):
        return {"polymorphic_identity": cls.__name__.lower()}


class ContentMeta(type(Base)):
    def __new__(mcs, name, bases, namespace):
        if name != "Content":
            bases = (Joined, *bases)
        return super().__new__(mcs, name, bases, namespace)


class Content(Keyed, Base, metaclass=ContentMeta):
    __tablename__ = "content"
    kind = Column(String(9))
    __mapper_args__ = {"polymorphic_on": kind}


class Photo(Content):
    name = Column(String(9), nullable=False)
    album_id = Column(Integer, ForeignKey("album.id"), nullable=False)
    album = relationship("Album", back_populates="photos")


class Sound(Content):
    name = Column(String(9), nullable=False)


class Album(Base):
    __tablename__ = "album"
    id = Column(Integer, primary_key=True)
    photos = relationship("Photo", back_populates="album")
