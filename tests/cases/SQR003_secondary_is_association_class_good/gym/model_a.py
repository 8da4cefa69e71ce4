from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from .meta import Base


class Member(Base):
    __tablename__ = "member"
    id = Column(Integer, primary_key=True)
    enrolments = relationship("Enrolment", back_populates="member")
    courses = relationship("Course", secondary="enrolment", viewonly=True)


class Course(Base):
    __tablename__ = "course"
    id = Column(Integer, primary_key=True)
