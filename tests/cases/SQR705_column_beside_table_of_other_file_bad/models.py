from sqlalchemy.orm import Mapped, mapped_column

from base import Base
from tables import box


class Box(Base):
    __table__ = box
    weight: Mapped[int] = mapped_column()  # expect: SQR705
