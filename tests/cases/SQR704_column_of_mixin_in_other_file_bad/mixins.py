from sqlalchemy.orm import Mapped, mapped_column


class Sized:
    size: Mapped[int] = mapped_column("size")
