from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(DeclarativeBase):
    pass


class Dated(MappedAsDataclass):
    day: Mapped[int] = mapped_column(init=False)


class Visit(Base, Dated):
    __tablename__ = "visit"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    guest: Mapped[str] = mapped_column()
    note: Mapped[str] = mapped_column(default="")
