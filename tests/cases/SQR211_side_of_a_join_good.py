from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    first_id = Column(ForeignKey("parent.id"))
    first = relationship("Parent", primaryjoin=id == first_id, remote_side=id)
    again = relationship("Parent", primaryjoin="Parent.id == Parent.first_id", viewonly=True)
