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
    number: Mapped[int]

    @validates("price")
    def check_price(self, key, value):
        if value < 0:
            raise ValueError("a price is not negative")
        return value

    @validates("hall")
    def check_hall(self, *args):
        return args[-1]

    @validates("seat", "row", include_backrefs=False)
    def check_place(self, key, value):
        try:
            return value.upper()
        except AttributeError:
            pass

    @validates("number")
    def never(self, key, value):
        if value:
            raise ValueError("a number is given by the database")
        raise TypeError(value)
