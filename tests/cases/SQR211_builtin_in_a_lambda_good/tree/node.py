from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from .base import Base


class Node(Base):
    __tablename__ = "node"
    parent_id = Column(Integer, ForeignKey("node.id"))
    parent = relationship("Node", remote_side=lambda: [Node.id])


class Leaf(Base):
    __tablename__ = "leaf"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("leaf.id"))
    parent = relationship("Leaf", remote_side=[id])
