"""Names that are there: of another kind, from outside, set on the object, or of a subclass."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import column_property, composite, declarative_base, relationship, synonym

Base = declarative_base()


class Pair:
    def __init__(self, one, other):
        self.one = one
        self.other = other

    def __composite_values__(self):
        return self.one, self.other


class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    parent_id = Column(ForeignKey("node.id"))
    parent = relationship("Node", remote_side=id, backref="children")  # expect: SQR001
    double = column_property(id + id)
    above = synonym("parent")
    below = synonym("children")
    again = synonym("above")
    named = synonym("name")
    hybrid = synonym("twice")
    shown = synonym("label")
    cached = synonym("seen")
    level = synonym("depth")
    late = synonym("later")
    ids = composite(Pair, "id", "double")
    others = composite(Pair, "id", "late_id")
    late_id = synonym("later")
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "node"}

    def __init__(self):
        self.seen = 1

    @property
    def label(self):
        return f"node {self.id}"

    @hybrid_property
    def twice(self):
        return self.id * 2

    @property
    def name(self):
        return "name"


class Leaf(Node):
    depth = Column(Integer)
    __mapper_args__ = {"polymorphic_identity": "leaf"}


Node.later = Column(Integer)
