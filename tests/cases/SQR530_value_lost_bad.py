from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates


class Base(DeclarativeBase):
    pass


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[int]
    seat: Mapped[str]
    row: Mapped[str]
    hall: Mapped[str]

    @validates("price")
    def check_price(self, key, value):  # expect: SQR530
        if value < 0:
            raise ValueError("a price is not negative")

    @validates  # expect: SQR530
    def check_hall(self, key, value):
        return value

    @validates("seat")
    @validates("row")  # expect: SQR530
    def check_place(self, key, value):
        return value
