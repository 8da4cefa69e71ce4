from typing import Annotated

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

counted = Annotated[int, mapped_column(primary_key=True)]
large = Annotated[int, mapped_column(BigInteger, primary_key=True, autoincrement=True)]


class Base(DeclarativeBase):
    pass


class Coach(Base):
    __tablename__ = "coach"
    id: Mapped[counted]
    teams: Mapped[list["Team"]] = relationship(secondary="contract")
    rivals: Mapped[list["Team"]] = relationship(secondary="feud")


class Team(Base):
    __tablename__ = "team"
    id: Mapped[counted]


class Contract(Base):
    __tablename__ = "contract"
    id: Mapped[counted]
    coach_id: Mapped[int] = mapped_column(ForeignKey("coach.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))


class Feud(Base):
    __tablename__ = "feud"
    id: Mapped[large] = mapped_column()
    coach_id: Mapped[int] = mapped_column(ForeignKey("coach.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
