from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.util.typing import Annotated

key = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    pass


class Lake(Base):
    __tablename__ = "lake"
    id: Mapped[key]
