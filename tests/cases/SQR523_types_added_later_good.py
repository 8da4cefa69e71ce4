from sqlalchemy import Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Money:
    cents: int


class Base(DeclarativeBase):
    pass


Base.registry.update_type_annotation_map({Money: Integer})


class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[Money]
