"""What is owed and what was paid."""

from sqlalchemy import Column, ForeignKey, Integer, Numeric, UniqueConstraint
from sqlalchemy.orm import relationship

from app.db import Base


class Invoice(Base):
    __tablename__ = "invoices"
    __table_args__ = (UniqueConstraint("booking_id"),)

    id = Column(Integer, primary_key=True)
    booking_id = Column(Integer, ForeignKey("bookings.id"), nullable=False)
    total = Column(Numeric(10, 2), nullable=False)

    booking = relationship("Booking", back_populates="invoice")


class Payment(Base):
    __tablename__ = "payments"

    id = Column(Integer, primary_key=True)
    booking_id = Column(Integer, ForeignKey("bookings.id"), nullable=False)
    amount = Column(Numeric(10, 2), nullable=False)

    booking = relationship("Booking")  # planted: SQR003


class Deposit(Base):
    __tablename__ = "deposits"

    id = Column(Integer, primary_key=True)
    booking_id = Column(Integer, ForeignKey("bookings.id"), nullable=False, unique=True)
    payer_id = Column(Integer, ForeignKey("guests.id"), nullable=False)
    amount = Column(Numeric(10, 2), nullable=False)

    booking = relationship("Booking", back_populates="deposit")
    payer = relationship("Guests", back_populates="deposits")  # planted: SQR101
