import app.club
from app.mapping import Base
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)
    player_id = Column(ForeignKey("player.id"))
    coach_id = Column(ForeignKey("coach.id"))
    season_id = Column(ForeignKey("season.id"))
    ground_id = Column(ForeignKey("ground.id"))
    player = relationship("Player")
    coach = relationship("Coach")
    season = relationship("Season")
    ground = relationship("Ground")
