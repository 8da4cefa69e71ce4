from typing import Any, Dict, List, Optional

from sqlmodel import Field, SQLModel


class Address(SQLModel):
    street: str


class HeroBase(SQLModel):
    tags: List[str] = []  # expect: SQR523


class Hero(HeroBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    names: Optional[List[str]] = Field(default=None)  # expect: SQR523
    settings: Dict[str, Any] = Field(default_factory=dict)  # expect: SQR523
    anything: Any = None  # expect: SQR523
    address: Optional[Address] = None  # expect: SQR523
