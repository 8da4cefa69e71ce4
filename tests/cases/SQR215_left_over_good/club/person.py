from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from club.base import Base
from club.group import Group


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    groups = relationship(
        "Group",
        primaryjoin=lambda: Person.id == Group.person_id,
        secondaryjoin=None,
    )
