from sqlalchemy import Integer
from sqlalchemy.orm import mapped_column


class Sized:
    size = mapped_column(Integer),  # expect: SQR512
