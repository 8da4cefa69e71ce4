from sqlalchemy import Identity, Integer
from sqlalchemy.orm import Mapped, mapped_column


class Numbered:
    number: Mapped[int | None] = mapped_column(Integer, Identity())
