from typing import ClassVar, Optional, Union

from pydantic import BaseModel
from sqlalchemy import JSON, Column, String
from sqlmodel import Field, SQLModel


class Address(BaseModel):
    street: str


class Size(SQLModel):
    width: int


class ShopRead(SQLModel):
    address: Address
    number: Union[int, str]


class Shop(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    address: dict = Field(sa_column=Column(JSON))
    size: Optional[Size] = Field(default=None, sa_type=JSON)
    number: Union[int, str] = Field(sa_column=Column(String))
    label: int | None = None
    town: Union[str, None] = None
    standard: ClassVar[Address] = Address(street="Main Street")
