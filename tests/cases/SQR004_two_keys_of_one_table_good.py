from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Player(Base):
    __tablename__ = "player"
    id = Column(Integer, primary_key=True)
    licence = relationship("Licence", back_populates="player", uselist=False)
    # One duel by the one key, and one by the other.
    duels = relationship(
        "Duel",
        primaryjoin="or_(Player.id == Duel.challenger_id, Player.id == Duel.defender_id)",
        viewonly=True,
    )


class Licence(Base):
    __tablename__ = "licence"
    player_id = Column(Integer, ForeignKey("player.id"), primary_key=True)
    player = relationship("Player", back_populates="licence")


class Duel(Base):
    __tablename__ = "duel"
    challenger_id = Column(Integer, ForeignKey("player.id"), primary_key=True)
    defender_id = Column(Integer, ForeignKey("player.id"), primary_key=True)
