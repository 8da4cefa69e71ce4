from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Crew(Base):
    __tablename__ = "crew"
    id: Mapped[int] = mapped_column(primary_key=True)
    leader_id: Mapped[Optional[int]] = mapped_column(ForeignKey("sailor.id"))
    leader: Mapped[Optional["Sailor"]] = relationship(foreign_keys=[leader_id])


class Sailor(Base):
    __tablename__ = "sailor"
    id: Mapped[int] = mapped_column(primary_key=True)
    crew_id: Mapped[int] = mapped_column(ForeignKey("crew.id", use_alter=True, name="sailor_crew"))
    crew: Mapped["Crew"] = relationship(foreign_keys=[crew_id])
