from sqlalchemy.orm import Mapped, mapped_column


class Priced:
    price: Mapped[int] = mapped_column(default=0)
