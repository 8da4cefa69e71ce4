from sqlalchemy import ForeignKey, Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id = mapped_column(Integer, primary_key=True)
    size: Mapped[int] = mapped_column()
    kind = mapped_column(Text)
    note = mapped_column(Text, nullable=True)
    next_id = mapped_column(ForeignKey("parent.id"))
    __mapper_args__ = {"polymorphic_on": "kind"}


class Sub(Parent):
    size = mapped_column(use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "sub"}
