from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..base import Base
from .status import Status, StatusChange


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[Status]
    change_id: Mapped[int] = mapped_column(ForeignKey("status_changes.id"))
    change: Mapped[StatusChange] = relationship()
