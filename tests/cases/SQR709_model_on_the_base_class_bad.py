from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

metadata = MetaData()


class Parent(DeclarativeBase):  # expect: SQR709
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)


class Child(DeclarativeBase):  # expect: SQR709
    __table__ = Table("child", metadata, Column("id", Integer, primary_key=True))
