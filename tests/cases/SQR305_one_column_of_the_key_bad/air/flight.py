from typing import Optional

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Flight(Base):
    __tablename__ = "flight"
    __table_args__ = (
        ForeignKeyConstraint(
            ["origin", "destination"],
            ["route.origin", "route.destination"],
            ondelete="set null",  # expect: SQR305
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[Optional[str]]
    destination: Mapped[str]
