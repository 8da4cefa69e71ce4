from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Play(Base):
    __tablename__ = "play"
    id = Column(Integer, primary_key=True)
    type = Column(String)
    scenes = relationship(
        "Scene",
        primaryjoin="and_(Play.id == Scene.play_id, Scene.type == type)",  # expect: SQR211
        viewonly=True,
    )


class Scene(Base):
    __tablename__ = "scene"
    id = Column(Integer, primary_key=True)
    play_id = Column(ForeignKey("play.id"))
    type = Column(String)
