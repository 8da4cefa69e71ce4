from sqlalchemy.orm import Mapped, mapped_column, relationship

from base import Base


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent", lazy="joined")
