from typing import Optional

from sqlmodel import Field, SQLModel


class Team(SQLModel, table=True):  # expect: SQR701
    id: Optional[int] = Field(default=None)
    name: str
