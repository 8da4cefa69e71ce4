from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from gym.meta import Base


class Enrolment(Base):
    __tablename__ = "enrolment"
    member_id = Column(ForeignKey("member.id"), primary_key=True)
    course_id = Column(ForeignKey("course.id"), primary_key=True)
    seat = Column(Integer)
    member = relationship("Member", back_populates="enrolments")
    course = relationship("Course")
