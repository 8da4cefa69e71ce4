from base import Base
from tables import box


class Box(Base):  # expect: SQR701
    __table__ = box
