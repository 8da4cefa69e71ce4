import os
from enum import Enum

from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import declarative_base, relationship
from sqlalchemy.sql.elements import quoted_name

Base = declarative_base()


class Name(Enum):
    CAPTION = "caption"


def column_of(owner):
    return f"{owner.lower()}_id"


def link(left, right):
    return Table(
        f"{left.lower()}_{right.lower()}",
        Base.metadata,
        Column(f"{left.lower()}_id", Integer, ForeignKey(f"{left.lower()}.id"), primary_key=True),
        Column(column_of(right), Integer, ForeignKey(f"{right.lower()}.id"), primary_key=True),
    )


class Picture(Base):
    __tablename__ = "picture"
    size = Column(str(os.environ.get("SIZE", "size")), Integer)
    id = Column(Integer, primary_key=True)
    caption = Column(Name.CAPTION.value, String)
    source = Column(os.environ.get("SOURCE_COLUMN", "source"), String)
    labels = relationship("Label", secondary=link("Picture", "Label"), back_populates="pictures")


class Label(Base):
    __tablename__ = "label"
    id = Column(Integer, primary_key=True)
    pictures = relationship(
        "Picture", secondary=lambda: Base.metadata.tables["picture_label"], back_populates="labels"
    )


shelf = Table(
    "shelf",
    Base.metadata,
    Column(quoted_name("ID", True), Integer, primary_key=True),
    Column(os.path.basename("stock/rows"), Integer),
    Column(os.sep, Integer),
)
