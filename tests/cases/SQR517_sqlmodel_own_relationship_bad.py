from __future__ import annotations

from typing import Optional

from sqlalchemy.orm import Mapped, attribute_keyed_dict, relationship
from sqlmodel import Field, Relationship, SQLModel


class Caption(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    stamp_id: Optional[int] = Field(default=None, foreign_key="stamp.id")
    language: str


class Stamp(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    captions: Mapped[dict[str, Caption]] = Relationship(  # expect: SQR517
        sa_relationship=relationship(cascade="all, delete-orphan")
    )


class Note(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    album_id: Optional[int] = Field(default=None, foreign_key="album.id")
    language: str


class Album(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    notes: Mapped[dict[str, Note]] = Relationship(
        sa_relationship=relationship(collection_class=attribute_keyed_dict("language"))
    )
