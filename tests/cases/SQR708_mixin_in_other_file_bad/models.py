from sqlalchemy import PrimaryKeyConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from mixins import Numbered


class Base(DeclarativeBase):
    pass


class Box(Numbered, Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
    __table_args__ = (PrimaryKeyConstraint("id"),)  # expect: SQR708
