from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from backend.base import Base
from backend.models import Invoice, User  # expect: SQR104


class Payment(Base):
    __tablename__ = "payments"
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"))
    invoice_id = Column(ForeignKey("invoices.id"))
    user = relationship(User)
    invoice = relationship(Invoice)
