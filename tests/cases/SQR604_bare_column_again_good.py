from typing import Literal, Optional

from sqlalchemy import Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    zone: Mapped[Literal["inner", "outer"]]
    seat: Mapped[Optional[int]] = None
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "ticket"}


class Pass(Ticket):
    zones = mapped_column(Integer)
    __mapper_args__ = {"polymorphic_identity": "pass"}


class Season(Ticket):
    months = mapped_column(Integer)
    __mapper_args__ = {"polymorphic_identity": "season"}
