from typing import Optional

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bank.account import Account
from bank.base import Base


class Payment(Base):
    __tablename__ = "payment"
    __table_args__ = (ForeignKeyConstraint(["to_bank", "to_number"], ["account.bank", "account.number"]),)
    id: Mapped[int] = mapped_column(primary_key=True)
    to_bank: Mapped[Optional[int]] = mapped_column()
    to_number: Mapped[Optional[int]] = mapped_column()
    to: Mapped[Optional["Account"]] = relationship(
        foreign_keys=[to_bank, to_number],
    )
