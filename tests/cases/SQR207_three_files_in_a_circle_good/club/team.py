from sqlalchemy import Column, ForeignKey, Integer

from .base import Base


class Team(Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)
    badge_id = Column(Integer, ForeignKey("badge.id"), nullable=False)
    rival_id = Column(Integer, ForeignKey("team.id"))
