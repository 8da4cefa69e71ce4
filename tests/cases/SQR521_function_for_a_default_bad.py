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
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)  # expect: SQR521
    number: Mapped[int] = mapped_column(default=numbered, init=False)  # expect: SQR521
    row: Mapped[int] = mapped_column(default=lambda: 1)  # expect: SQR521
    bought: Mapped[datetime] = mapped_column(default=func.now())
