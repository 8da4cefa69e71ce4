from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()
metadata = mapper_registry.metadata

student = Table("student", metadata, Column("id", Integer, primary_key=True))
course = Table("course", metadata, Column("id", Integer, primary_key=True))
attendance = Table(
    "attendance",
    metadata,
    Column("student_id", ForeignKey("student.id"), primary_key=True),
    Column("course_id", ForeignKey("course.id"), primary_key=True),
)


class Student:
    pass


class Course:
    pass


mapper_registry.map_imperatively(
    Student,
    student,
    properties={
        "courses": relationship(Course, secondary=attendance, back_populates="students"),
    },
)
mapper_registry.map_imperatively(
    Course,
    course,
    properties={"students": relationship(Student, secondary=attendance, back_populates="courses")},
)
