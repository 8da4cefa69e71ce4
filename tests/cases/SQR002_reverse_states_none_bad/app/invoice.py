from typing import List

from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.base import Base


class Invoice(Base):
    __tablename__ = "invoice"
    id: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[List["InvoiceLine"]] = relationship("InvoiceLine")  # expect: SQR002
