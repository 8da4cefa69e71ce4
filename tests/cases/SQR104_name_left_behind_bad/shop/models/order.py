from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..base import Base
from .status import OrderStatus, StatusChange  # expect: SQR104


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[OrderStatus]
    change_id: Mapped[int] = mapped_column(ForeignKey("status_changes.id"))
    change: Mapped[StatusChange] = relationship()
