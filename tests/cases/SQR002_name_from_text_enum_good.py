import enum

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Tables(str, enum.Enum):
    COURSE = "course"
    PUPIL = "pupil"


class Course(Base):
    __tablename__ = Tables.COURSE.value
    id = Column(Integer, primary_key=True)
    pupil = relationship("Pupil", back_populates=Tables.COURSE)


class Pupil(Base):
    __tablename__ = Tables.PUPIL
    id = Column(Integer, primary_key=True)
    course_id = Column(ForeignKey(Tables.COURSE.value + ".id"))
    course = relationship("Course", back_populates=Tables.PUPIL)
