from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship


def none_yet() -> list["Oar"]:
    return []


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    oars: Mapped[list["Oar"]] = relationship(
        back_populates="boat",
        default_factory=lambda: [],  # expect: SQR520
    )
    spares: Mapped[list["Oar"]] = relationship(viewonly=True, default_factory=none_yet)  # expect: SQR520


class Oar(Base):
    __tablename__ = "oar"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    boat_id: Mapped[int] = mapped_column(ForeignKey("boat.id"), init=False)
    boat: Mapped[Boat] = relationship(back_populates="oars", init=False)
