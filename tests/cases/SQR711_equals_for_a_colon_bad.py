from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    # A name for it, which is used below.
    Number = Mapped[int]
    id: Number = mapped_column(primary_key=True)


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    name = Mapped[str]  # expect: SQR711
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
