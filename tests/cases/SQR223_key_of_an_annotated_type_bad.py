from typing import Annotated

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

counted = Annotated[int, mapped_column(primary_key=True)]
code = Annotated[str, mapped_column(String(8), primary_key=True)]


class Base(DeclarativeBase):
    pass


class Coach(Base):
    __tablename__ = "coach"
    id: Mapped[counted]
    teams: Mapped[list["Team"]] = relationship(secondary="contract")  # expect: SQR223


class Team(Base):
    __tablename__ = "team"
    id: Mapped[counted]


class Contract(Base):
    __tablename__ = "contract"
    number: Mapped[code]
    coach_id: Mapped[int] = mapped_column(ForeignKey("coach.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
