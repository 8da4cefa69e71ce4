from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from app.base import Base


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    notes = relationship("app.models.note.Note", back_populates="user")
