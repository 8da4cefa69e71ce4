"""Vouchers that guests pay with."""

from sqlalchemy import Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.mixins import WithId


class Voucher(WithId, Base):
    __tablename__ = "vouchers"

    kind: Mapped[str] = mapped_column(String(20))
    worth: Mapped[float] = mapped_column(Numeric(8, 2))

    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "plain"}


class GiftVoucher(Voucher):  # planted: SQR601
    """One that somebody bought for somebody else."""

    __tablename__ = "gift_vouchers"

    voucher_id: Mapped[int] = mapped_column(primary_key=True)
    greeting: Mapped[str] = mapped_column(String(200))

    __mapper_args__ = {"polymorphic_identity": "gift"}
