from sqlalchemy import Column, Integer

from app.models.base import Base


class Course(Base):
    __tablename__ = "course"
    id = Column(Integer, primary_key=True)
