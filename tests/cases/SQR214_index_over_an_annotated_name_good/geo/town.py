from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, synonym

from .base import Base


class Town(Base):
    __tablename__ = "town"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column()
    name: Mapped[str]
    __table_args__ = (Index("ix_town_code", code),)
    label: Mapped[str] = synonym("name")
