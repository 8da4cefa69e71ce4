from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, MappedAsDataclass

from mixins import Sized


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Box(Sized, Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
