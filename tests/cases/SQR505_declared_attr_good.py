from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Kennel(Base):
    __tablename__ = "kennel"
    id: Mapped[int] = mapped_column(primary_key=True)

    # What it is said to return is not read: this is a list, as its direction has it.
    @declared_attr
    def dogs(cls) -> Mapped["Dog"]:
        return relationship("Dog", back_populates="kennel")


class Housed:
    @declared_attr
    def kennel_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("kennel.id"))

    @declared_attr
    def kennel(cls) -> Mapped["Kennel"]:
        return relationship(back_populates="dogs")


class Dog(Housed, Base):
    __tablename__ = "dog"
    id: Mapped[int] = mapped_column(primary_key=True)
