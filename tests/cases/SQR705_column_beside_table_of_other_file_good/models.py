from sqlalchemy.orm import Mapped

from base import Base
from tables import box


class Box(Base):
    __table__ = box
    id: Mapped[int]
    length = box.c.size
