from typing import Annotated

from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, mapped_column

key = Annotated[int, mapped_column(index=True)]


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Crate(Base):  # expect: SQR701
    __tablename__ = "crate"
    id: key = mapped_column(init=False)
