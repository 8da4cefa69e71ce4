from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column


class Sized:
    size: int = mapped_column(Integer)  # expect: SQR513
