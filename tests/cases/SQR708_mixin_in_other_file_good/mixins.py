from sqlalchemy.orm import Mapped, mapped_column


class Numbered:
    number: Mapped[int] = mapped_column(primary_key=False)
