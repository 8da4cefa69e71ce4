from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


number = Column("number", Integer, primary_key=True)
numbers = Table("numbers", Base.metadata, number)


class Tree:
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey(number))
    other_id: Mapped[int] = mapped_column(ForeignKey("numbers.number"))


class Category(Tree, Base):
    __tablename__ = "category"
