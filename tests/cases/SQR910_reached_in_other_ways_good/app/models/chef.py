from sqlalchemy import Column, Integer

from app.models.base import Base


class Chef(Base):
    __tablename__ = "chef"
    id = Column(Integer, primary_key=True)
