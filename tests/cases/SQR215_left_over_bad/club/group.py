from sqlalchemy import Column, ForeignKey, Integer

from club.base import Base


class Group(Base):
    __tablename__ = "groups"
    id = Column(Integer, primary_key=True)
    person_id = Column(ForeignKey("person.id"))
