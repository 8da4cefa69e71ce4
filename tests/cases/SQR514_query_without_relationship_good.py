from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Shelter(Base):
    __tablename__ = "shelter"
    id: Mapped[int] = mapped_column(primary_key=True)
    cats: WriteOnlyMapped["Cat"] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Cat(Base):
    __tablename__ = "cat"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelter_id: Mapped[int] = mapped_column(ForeignKey("shelter.id", ondelete="CASCADE"))
