from typing import Annotated

from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, mapped_column

key = Annotated[int, mapped_column(primary_key=True)]


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Crate(Base):
    __tablename__ = "crate"
    id: key = mapped_column(init=False)
