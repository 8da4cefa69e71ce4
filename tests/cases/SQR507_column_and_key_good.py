from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

try:
    from rich.table import Column as Heading
except ImportError:
    pass
else:
    heading = Heading("Size", style="bold")

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    kind = Column(Integer, nullable=False, sqlite_on_conflict_not_null="FAIL")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("parent.id", ondelete="CASCADE"))
