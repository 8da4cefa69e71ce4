from pydantic import PositiveInt
from sqlmodel import SQLModel


class Shelf(SQLModel, table=True):  # expect: SQR701
    number: PositiveInt
    room: str
