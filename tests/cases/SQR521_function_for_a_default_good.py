import uuid
from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


def numbered() -> int:
    return 1


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    number: Mapped[int] = mapped_column(insert_default=numbered, init=False)
    row: Mapped[int] = mapped_column(default_factory=lambda: 1)
    bought: Mapped[datetime] = mapped_column(default=func.now())


class Plain(DeclarativeBase):
    pass


class Visit(Plain):
    __tablename__ = "visit"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
