from typing import Optional, Union

from pydantic import BaseModel
from sqlmodel import Field, SQLModel


class Address(BaseModel):
    street: str


class Size(SQLModel):
    width: int


class Shop(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    address: Address  # expect: SQR523
    size: Optional[Size] = None  # expect: SQR523
    number: Union[int, str]  # expect: SQR523
    label: int | str | None = Field(default=None)  # expect: SQR523
