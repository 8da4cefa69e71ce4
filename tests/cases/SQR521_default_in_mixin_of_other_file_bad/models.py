from sqlalchemy.orm import Mapped, mapped_column

from base import Base, Stamped


class Box(Stamped, Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    size: Mapped[int]  # expect: SQR521
