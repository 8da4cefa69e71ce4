from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

grade = Table(
    "grade",
    Base.metadata,
    Column("pupil_id", ForeignKey("pupil.id"), primary_key=True),
    Column("course_id", ForeignKey("course.id"), primary_key=True),
    Column("level", Integer),
)


class Course(Base):
    __tablename__ = "course"
    id = Column(Integer, primary_key=True)
    level = Column(Integer)


class Pupil(Base):
    __tablename__ = "pupil"
    id = Column(Integer, primary_key=True)
    courses = relationship(
        "Course",
        secondary=grade,
        primaryjoin=lambda: Pupil.id == grade.c.pupil_id,
        secondaryjoin=lambda: Course.id == grade.c.course_id,
    )
