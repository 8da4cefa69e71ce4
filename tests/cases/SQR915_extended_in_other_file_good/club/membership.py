from sqlalchemy import Column, ForeignKey
from sqlalchemy.orm import relationship

from club.people import Team, User
from club.tables import Base


class Membership(Base):
    __tablename__ = "membership"
    __table_args__ = {"extend_existing": True}
    user_id = Column(ForeignKey("user.id"), primary_key=True)
    team_id = Column(ForeignKey("team.id"), primary_key=True)
    user = relationship(User)
    team = relationship(Team, overlaps="teams")
