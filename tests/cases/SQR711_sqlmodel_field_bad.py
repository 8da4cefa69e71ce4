from typing import Optional

from sqlmodel import Field, Relationship, SQLModel


class Berth(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class ShipBase(SQLModel):
    name: str = Field  # expect: SQR711
    berth_id: Optional[int] = Field(default=None, foreign_key="berth.id")


class Ship(ShipBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    berth: Optional[Berth] = Relationship()
