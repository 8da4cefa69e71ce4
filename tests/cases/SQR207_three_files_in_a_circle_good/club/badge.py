from sqlalchemy import Column, ForeignKey, Integer

from .base import Base


class Badge(Base):
    __tablename__ = "badge"
    id = Column(Integer, primary_key=True)
    designer_id = Column(Integer, ForeignKey("member.id", use_alter=True, name="fk_badge_designer"))
