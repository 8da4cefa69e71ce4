from typing import Optional

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Crew(Base):
    __tablename__ = "crew"
    id: Mapped[int] = mapped_column(primary_key=True)


class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    # The class is there, and the key gives the column its type.
    crew_id: Mapped[Crew] = mapped_column(ForeignKey("crew.id"))
    home: Mapped["Berth"] = mapped_column(ForeignKey("berth.id"))  # expect: SQR514
    spare: Mapped[Optional["Berth"]] = mapped_column(Integer, ForeignKey("berth.id"))  # expect: SQR514
    crew: Mapped["Crew"] = relationship()


class Berth(Base):
    __tablename__ = "berth"
    id: Mapped[int] = mapped_column(primary_key=True)
