from typing import Dict, List, Optional, Union

from sqlalchemy import ForeignKey
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    WriteOnlyMapped,
    attribute_keyed_dict,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[List[Optional["Child"]]] = relationship(back_populates="parent")  # expect: SQR505
    by_name: Mapped[Dict[str, Union["Child", None]]] = relationship(  # expect: SQR505
        viewonly=True, collection_class=attribute_keyed_dict("name")
    )
    # The target is given, so that nothing of the annotation but the collection is read.
    others: Mapped[List[Optional["Child"]]] = relationship("Child", viewonly=True)
    all_of_them: WriteOnlyMapped[Optional["Child"]] = relationship(viewonly=True)
    none_or_some: Mapped[Optional[List["Child"]]] = relationship(viewonly=True)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Optional["Parent"]] = relationship(back_populates="children")
