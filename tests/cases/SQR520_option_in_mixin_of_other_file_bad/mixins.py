from sqlalchemy.orm import Mapped, mapped_column


class Sized:
    size: Mapped[int] = mapped_column(init=False)  # expect: SQR520
