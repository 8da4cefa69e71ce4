from sqlalchemy.orm import Mapped, mapped_column, MappedAsDataclass


class Sized(MappedAsDataclass):
    size: Mapped[int] = mapped_column(init=False)
