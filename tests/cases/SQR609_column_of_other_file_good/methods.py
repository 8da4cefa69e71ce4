from payment import Payment
from sqlalchemy import Column, String


class Transfer(Payment):
    __tablename__ = "transfer"
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "transfer"}


class CardPayment(Payment):
    __tablename__ = "card_payment"
    type = Column(String(10))
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "card"}
