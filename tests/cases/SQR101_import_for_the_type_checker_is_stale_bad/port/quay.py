from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base

if TYPE_CHECKING:
    from port.hoist import Hoist


class Quay(Base):
    __tablename__ = "quay"
    id: Mapped[int] = mapped_column(primary_key=True)
    cranes: Mapped[list["Hoist"]] = relationship()  # expect: SQR101
