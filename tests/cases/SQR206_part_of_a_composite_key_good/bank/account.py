from sqlalchemy.orm import Mapped, mapped_column

from bank.base import Base


class Account(Base):
    __tablename__ = "account"
    bank: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
