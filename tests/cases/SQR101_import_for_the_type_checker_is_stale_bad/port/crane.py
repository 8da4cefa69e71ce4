from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Crane(Base):
    __tablename__ = "crane"
    id: Mapped[int] = mapped_column(primary_key=True)
    quay_id: Mapped[int] = mapped_column(ForeignKey("quay.id"))
