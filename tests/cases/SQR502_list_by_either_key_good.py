from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Court(Base):
    __tablename__ = "court"
    id: Mapped[int] = mapped_column(primary_key=True)


class Rally(Base):
    __tablename__ = "rally"
    id: Mapped[int] = mapped_column(primary_key=True)
    dry_id: Mapped[int] = mapped_column(ForeignKey("court.id"))
    wet_id: Mapped[int] = mapped_column(ForeignKey("court.id"))
    courts: Mapped[list["Court"]] = relationship(
        primaryjoin="or_(Rally.dry_id == Court.id, Rally.wet_id == Court.id)", viewonly=True, uselist=True
    )
