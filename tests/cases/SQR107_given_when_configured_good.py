from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import declarative_base, relationship, validates

Base = declarative_base()


class Task(Base):
    __tablename__ = "task"
    id = Column(Integer, primary_key=True)
    name = Column(String(20))
    blocker_id = Column(ForeignKey("task.id"))
    blocker_name = association_proxy("blocker", "name")

    @validates("blocker")
    def check(self, key, value):
        assert value is not self
        return value

    @classmethod
    def __declare_last__(cls):
        cls.blocker = relationship("Task", remote_side=[cls.id])


class Errand(Task):
    blocker_key = association_proxy("blocker", "id")
