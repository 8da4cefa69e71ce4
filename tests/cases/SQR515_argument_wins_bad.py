from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped["list[Child]"] = relationship("Child")  # expect: SQR515
    # These are collections whatever stands in the quotes.
    set_of_them: Mapped["set[Child]"] = relationship("Child", collection_class=set, viewonly=True)
    some_of_them: WriteOnlyMapped["list[Child]"] = relationship("Child", viewonly=True)
    each_of_them: Mapped[list["Optional[Child]"]] = relationship("Child", viewonly=True)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
