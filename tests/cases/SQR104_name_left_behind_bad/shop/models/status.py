import enum

from sqlalchemy.orm import Mapped, mapped_column

from shop.base import Base


class Status(enum.Enum):
    OPEN = "open"
    PAID = "paid"


class StatusChange(Base):
    __tablename__ = "status_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[Status]
