from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()


class Other(DeclarativeBase):
    metadata = MetaData()


class Parent(Base):
    id: Mapped[int] = mapped_column(primary_key=True)


class Named(Base):
    __tablename__ = "named"
    id: Mapped[int] = mapped_column(primary_key=True)


class Child(Other):
    __table__ = Table("child", Other.metadata, Column("id", Integer, primary_key=True))
