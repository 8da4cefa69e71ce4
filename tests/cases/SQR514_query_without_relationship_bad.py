from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column


class Base(DeclarativeBase):
    pass


class Shelter(Base):
    __tablename__ = "shelter"
    id: Mapped[int] = mapped_column(primary_key=True)
    cats: WriteOnlyMapped["Cat"]  # expect: SQR514


class Cat(Base):
    __tablename__ = "cat"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelter_id: Mapped[int] = mapped_column(ForeignKey("shelter.id", ondelete="CASCADE"))
