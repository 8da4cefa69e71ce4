from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Member:
    whole: str

    @declared_attr
    def whole_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey(f"{cls.whole.lower()}.id"))

    @declared_attr
    def group(cls) -> Mapped[object]:
        return relationship(cls.whole, back_populates="members")


class Player(Member, Base):
    whole = "Team"
    __tablename__ = "player"
    id: Mapped[int] = mapped_column(primary_key=True)


class Pupil(Member, Base):
    whole = "Form"
    __tablename__ = "pupil"
    id: Mapped[int] = mapped_column(primary_key=True)


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: Mapped[list["Player"]] = relationship(back_populates="group")


class Form(Base):
    __tablename__ = "form"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: Mapped[list["Pupil"]] = relationship(back_populates="group")
