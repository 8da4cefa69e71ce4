from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Kennel(Base):
    __tablename__ = "kennel"
    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def dogs(cls) -> Mapped[list["Dog"]]:
        return relationship(back_populates="kennel")  # expect: SQR505


class Housed:
    @declared_attr
    def kennel_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("kennel.id"))

    @declared_attr
    def kennel(cls):
        return relationship(back_populates="dogs")  # expect: SQR505


class Dog(Housed, Base):
    __tablename__ = "dog"
    id: Mapped[int] = mapped_column(primary_key=True)
