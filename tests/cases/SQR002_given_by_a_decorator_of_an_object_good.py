import sqlalchemy
import sqlalchemy.orm
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Keys:
    def __init__(self, orm):
        self.orm = orm

    def many(self, name):
        def decorate(cls, orm=self.orm):
            setattr(cls, f"{name}s", orm.relationship(name.capitalize(), back_populates=cls.__name__.lower()))
            return cls

        return decorate


keys = Keys(sqlalchemy.orm)


@keys.many("leaf")
class Tree(Base):
    __tablename__ = "tree"
    id = Column(Integer, primary_key=True)


class Leaf(Base):
    __tablename__ = "leaf"
    id = Column(Integer, primary_key=True)
    tree_id = Column(ForeignKey("tree.id"))
    tree = relationship(Tree, back_populates="leafs")


def linked(one, other):
    names = [one.__tablename__, other.__tablename__]
    names.sort()
    return "_".join(names)


class Nest(Base):
    __tablename__ = "nest"
    id = Column(Integer, primary_key=True)
    trees = relationship(Tree, secondary="nest_tree")


Table(
    linked(Tree, Nest),
    Base.metadata,
    Column("tree_id", ForeignKey("tree.id")),
    Column("nest_id", ForeignKey("nest.id")),
)
