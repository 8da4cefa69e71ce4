from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Numbered:
    id = Column(Integer, primary_key=True)


class Branch(Numbered, Base):
    __tablename__ = "branch"
    parent_id = Column(Integer, ForeignKey("branch.id"))
    parent = relationship("Branch", remote_side="Branch.id")


class Leaf(Base):
    __tablename__ = "leaf"
    id = Column(Integer, primary_key=True)
    next_id = Column(Integer, ForeignKey(id))
    next = relationship("Leaf", remote_side=id)
