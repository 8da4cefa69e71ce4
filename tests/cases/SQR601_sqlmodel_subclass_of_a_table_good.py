from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class Artist(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = ""


class Painter(Artist, table=True):
    brush: str = ""


class Sculptor(Artist, table=True):
    __tablename__ = "sculptor"
    teacher_id: Optional[int] = Field(default=None, foreign_key="artist.id")
    pupil_id: Optional[int] = Field(default=None, foreign_key="artist.id")


class Studio(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    rooms: List["Room"] = Relationship(back_populates="studio")


class Room(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    studio_id: Optional[int] = Field(default=None, foreign_key="studio.id")
    studio: Optional[Studio] = Relationship(back_populates="rooms")
