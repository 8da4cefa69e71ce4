from typing import Any, ClassVar, Optional

from sqlmodel import Field, Relationship, SQLModel


class Berth(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class ShipBase(SQLModel):
    make_field: ClassVar[Any] = Field
    _make: Any = Field
    name: str = Field(index=True)
    berth_id: Optional[int] = Field(default=None, foreign_key="berth.id")


class Ship(ShipBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    berth: Optional[Berth] = Relationship()
