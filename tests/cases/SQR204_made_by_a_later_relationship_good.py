from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Skill(Base):
    __tablename__ = "skill"
    id = Column(Integer, primary_key=True)
    people = relationship("Person", secondary="person_skill", back_populates="skills")


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    skills = relationship(
        "Skill",
        secondary=Table(
            "person_skill",
            Base.metadata,
            Column("person_id", ForeignKey("person.id"), primary_key=True),
            Column("skill_id", ForeignKey("skill.id"), primary_key=True),
        ),
        back_populates="people",
    )
