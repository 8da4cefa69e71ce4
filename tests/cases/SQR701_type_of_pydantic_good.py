from pydantic import PositiveInt
from sqlmodel import Field, SQLModel


class Shelf(SQLModel, table=True):
    number: PositiveInt = Field(primary_key=True)
    room: str
