"""The constraints of columns that a mixin and a subclass bring to a table have their names."""

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={CheckConstraint: "ck_%(table_name)s_%(constraint_name)s"})


class Deep:
    depth: Mapped[int] = mapped_column(CheckConstraint("depth > 0", name="deep"))


class Lake(Base):
    __tablename__ = "lake"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    buoys: Mapped[list["Buoy"]] = relationship(back_populates="lake")
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "lake"}


class Reservoir(Lake):
    dams: Mapped[int | None] = mapped_column(CheckConstraint("dams > 0", name="dammed"))
    __mapper_args__ = {"polymorphic_identity": "reservoir"}


class Buoy(Deep, Base):
    __tablename__ = "buoy"
    id: Mapped[int] = mapped_column(primary_key=True)
    lake_id: Mapped[int] = mapped_column(ForeignKey("lake.id"))
    lake: Mapped[Lake] = relationship(back_populates="buoys")
