from sqlalchemy.ext.hybrid import hybrid_property

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column()

    LIMIT = 20
    LIMIT = 30

    @hybrid_property
    def loud(self):
        return self.title + "!"

    @loud.setter
    def loud(self, value):
        self.title = value


class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    size = Column(Integer)
    size = deferred(size)
