"""With extend_existing, a subclass that repeats the table name adds its columns to its parent's table."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Task(Base):
    __tablename__ = "task"
    __table_args__ = {"sqlite_autoincrement": True}
    id = Column(Integer, primary_key=True)


class TaskExtended(Task):
    __tablename__ = "task"
    __table_args__ = {"sqlite_autoincrement": True, "extend_existing": True}
    queue = Column(String(20))
    worker_id = Column(ForeignKey("worker.id"))
    worker = relationship("Worker", back_populates="tasks")


class Worker(Base):
    __tablename__ = "worker"
    id = Column(Integer, primary_key=True)
    tasks = relationship("TaskExtended", back_populates="worker")
