from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)
    players = relationship("Player", back_populates="side")  # expect: SQR002
    names = association_proxy("players", "number")


class Player(Base):
    __tablename__ = "player"
    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    team_id = Column(ForeignKey("team.id"))
    team = relationship("Team", back_populates="players")

    @hybrid_property
    def side(self):
        return self.team_id
