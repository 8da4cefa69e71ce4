from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(DeclarativeBase):
    pass


class Dated:
    day: Mapped[int] = mapped_column(init=False)  # expect: SQR521


class Visit(MappedAsDataclass, Base, Dated):
    __tablename__ = "visit"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    note: Mapped[str] = mapped_column(default="")
    guest: Mapped[str] = mapped_column()  # expect: SQR521
