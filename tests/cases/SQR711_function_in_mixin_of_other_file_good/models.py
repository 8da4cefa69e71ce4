from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from mixins import Named


class Base(DeclarativeBase):
    pass


class Box(Named, Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
