from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Owner(Base):
    __tablename__ = "owner"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)


class Owned(MappedAsDataclass):
    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("owner.id"), init=False)

    @declared_attr
    def note_id(cls):
        return mapped_column(ForeignKey("owner.id"))

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()


class Box(Owned, Base):
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
