from base import Base
from tables import box


class Box(Base):
    __table__ = box
