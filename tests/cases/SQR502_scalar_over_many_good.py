import os

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


FLAGS = os.environ.get("UNIQUE", "").split()


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped["Child"] = relationship(order_by="Child.id.desc()", uselist=False, primaryjoin="and_(Parent.id == Child.parent_id, Child.id == 2)")


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))


class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("node.id"))
    children: Mapped["Node"] = relationship(remote_side=[id])


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped["Address"] = relationship()
    details: Mapped["Details"] = relationship()
    notes: Mapped["Note"] = relationship()
    tags: Mapped[set["Tag"]] = relationship(uselist=True)
    invoices: Mapped["Invoice"] = relationship()


class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))


class Details(Base):
    __tablename__ = "details"
    id: Mapped[int] = mapped_column(ForeignKey("order.id"), primary_key=True)


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"), unique=bool(FLAGS))


class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))


class Invoice(Base):
    __tablename__ = "invoice"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    __table_args__ = tuple(UniqueConstraint(name) for name in FLAGS)
