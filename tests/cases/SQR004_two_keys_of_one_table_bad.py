from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Player(Base):
    __tablename__ = "player"
    id = Column(Integer, primary_key=True)
    licence = relationship("Licence", back_populates="player")  # expect: SQR004


class Licence(Base):
    __tablename__ = "licence"
    player_id = Column(Integer, ForeignKey("player.id"), primary_key=True)
    player = relationship("Player", back_populates="licence")
