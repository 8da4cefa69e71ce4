from sqlalchemy import Column, ForeignKey, Integer, String, select
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeMeta, column_property, declarative_base, declared_attr, relationship


class Lenient(DeclarativeMeta):
    def __getattr__(cls, name):
        if name.startswith("_") or name == "anything":
            raise AttributeError(name)
        return 1


Base = declarative_base()
Loose = declarative_base(metaclass=Lenient)


def counted(cls):
    cls.count = column_property(cls.id + 1)
    return cls



class Marked:
    @declared_attr
    def mark(cls):
        return Column(String)

    @hybrid_property
    def shout(self):
        return self.mark


@counted
class Author(Marked, Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)

    class Level:
        HIGH = 3


class Shelf(Marked, Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("author.id"))
    author = relationship(Author)
    for name in ("left", "right"):
        locals()[name] = Column(Integer)


class Wild(Loose):
    __tablename__ = "wild"
    id = Column(Integer, primary_key=True)


setattr(Shelf, "added", Column(Integer))

first = column_property(select(Author.count).where(Author.id == Author.Level.HIGH).scalar_subquery())
second = column_property(select(Shelf.left).where(Shelf.added == Shelf.shout).scalar_subquery())
third = column_property(Wild.sums + Wild.id)
