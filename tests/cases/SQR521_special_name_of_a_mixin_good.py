from typing import ClassVar

from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Loud(MappedAsDataclass):
    __loud__: ClassVar[bool] = True


class Parent(Loud, Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
