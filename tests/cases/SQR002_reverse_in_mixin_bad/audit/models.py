from typing import List

from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .mixins import Authored


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: Mapped[List["Post"]] = relationship(back_populates="author")
    notes: Mapped[List["Note"]] = relationship(back_populates="writer")  # expect: SQR002


class Post(Authored, Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)


class Note(Authored, Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
