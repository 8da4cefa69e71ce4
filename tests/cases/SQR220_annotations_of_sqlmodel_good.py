import uuid
from typing import Optional

from sqlalchemy import BigInteger
from sqlmodel import Field, Relationship, SQLModel


class Owner(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)


class Dock(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Boat(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    owner_id: Optional[uuid.UUID] = Field(default=None, foreign_key="owner.id")
    dock_id: Optional[int] = Field(default=None, foreign_key="dock.id", sa_type=BigInteger)
    owner: Owner = Relationship()
