from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Stamped(MappedAsDataclass, kw_only=True):
    note: Mapped[str] = mapped_column(default="")
