from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class HasStops:
    @declared_attr
    def stops(cls) -> Mapped["list[Stop]"]:  # expect: SQR515
        return relationship()


class Line(HasStops, Base):
    __tablename__ = "line"
    id: Mapped[int] = mapped_column(primary_key=True)


class Stop(Base):
    __tablename__ = "stop"
    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
