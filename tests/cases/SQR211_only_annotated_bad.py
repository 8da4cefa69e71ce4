from typing import Annotated, Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

key = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    pass


class Branch(Base):
    __tablename__ = "branch"
    id: Mapped[key]
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("branch.id"))
    parent: Mapped[Optional["Branch"]] = relationship(remote_side=[id])  # expect: SQR211
