from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Flight(Base):
    __tablename__ = "flight"
    __table_args__ = (
        ForeignKeyConstraint(["origin", "destination"], ["route.origin", "route.destination"]),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[str] = mapped_column("origin")
    destination: Mapped[str]
