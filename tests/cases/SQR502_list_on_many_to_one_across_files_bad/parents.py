from sqlalchemy.orm import Mapped, mapped_column

from base import Base


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
