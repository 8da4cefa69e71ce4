from mixins import Described
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Box(Described, Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
