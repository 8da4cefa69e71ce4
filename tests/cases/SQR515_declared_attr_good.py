from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class HasStops:
    @declared_attr
    def stops(cls) -> Mapped[list["Stop"]]:
        return relationship()


class Line(HasStops, Base):
    __tablename__ = "line"
    id: Mapped[int] = mapped_column(primary_key=True)


class Stop(Base):
    __tablename__ = "stop"
    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))


class Depot(Base):
    __tablename__ = "depot"
    id: Mapped[int] = mapped_column(primary_key=True)

    # In the mapped class itself SQLAlchemy does not read it.
    @declared_attr
    def trams(cls) -> Mapped["list[Tram]"]:
        return relationship("Tram")


class Tram(Base):
    __tablename__ = "tram"
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_id: Mapped[int] = mapped_column(ForeignKey("depot.id"))
