from typing import List

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, synonym


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: Mapped[List["Post"]] = relationship(order_by="Post", viewonly=True)  # expect: SQR205


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    rank: Mapped[int] = synonym("position")
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
