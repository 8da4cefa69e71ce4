import enum
from pathlib import Path
from typing import Any, ClassVar, Dict, List, Optional

from pydantic import PrivateAttr
from sqlalchemy import JSON, Column
from sqlmodel import Field, Relationship, SQLModel


class Colour(enum.Enum):
    RED = "red"


class Address(SQLModel):
    streets: List[str]


class HeroBase(SQLModel):
    tags: List[str] = Field(default=[], sa_type=JSON)


class Hero(HeroBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    names: Optional[List[str]] = Field(default=None, sa_column=Column(JSON))
    settings: Dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    path: Optional[Path] = None
    colour: Colour = Colour.RED
    shade: Colour
    tint: Optional[Colour] = None
    known: ClassVar[List[str]] = []
    _hidden: List[str] = PrivateAttr(default_factory=list)
    friend_id: Optional[int] = Field(default=None, foreign_key="hero.id")
    friends: List["Hero"] = Relationship()
