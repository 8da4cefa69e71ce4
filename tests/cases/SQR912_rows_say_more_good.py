"""The rows of the table say more than the pair: two of one pair may be meant."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Link(Base):
    __tablename__ = "link"
    id = Column(Integer, primary_key=True)
    source_id = Column(ForeignKey("node.id"), nullable=False)
    sink_id = Column(ForeignKey("node.id"), nullable=False)
    kind = Column(String(20), default="data")


class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    sinks = relationship(
        "Node",
        secondary="link",
        primaryjoin="Node.id == Link.source_id",
        secondaryjoin="Node.id == Link.sink_id",
        back_populates="sources",
    )
    sources = relationship(
        "Node",
        secondary="link",
        primaryjoin="Node.id == Link.sink_id",
        secondaryjoin="Node.id == Link.source_id",
        back_populates="sinks",
    )
