from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class HasId:
    id = Column(Integer, primary_key=True)


class Model(Base):
    __abstract__ = True
    rank = Column(Integer)


class Person(HasId, Base):
    __tablename__ = "person"


class Task(HasId, Model):
    __tablename__ = "task"
    parent_id = Column(ForeignKey("task.id"))
    owner_id = Column(ForeignKey("person.id"))
    # Sorted by its name alone, which the copy has as well.
    parent = relationship("Task", remote_side="Task.id", order_by=Model.rank)
    again = relationship("Task", remote_side=lambda: [Task.id, HasId.id], viewonly=True)
    owner = relationship("Person", primaryjoin=lambda: Task.owner_id == Person.id)


class Columns:
    code = Column("code", Integer, primary_key=True)


# Nothing derives from Columns: the table has the very column.
class Berth(Base):
    __table__ = Table("berth", Base.metadata, Columns.code, Column("next_code", ForeignKey("berth.code")))
    after = relationship("Berth", remote_side=[Columns.code])
