from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Body(Base):
    __abstract__ = True
    name: Mapped[str] = mapped_column(primary_key=True)
    mass: Mapped[float] = mapped_column()


class Star(Body):
    __tablename__ = "star"
    radius: Mapped[float]


class Moon(Base, kw_only=True):
    __abstract__ = True
    name: Mapped[str] = mapped_column(primary_key=True)
    mass: Mapped[float]


class Io(Moon):
    __tablename__ = "io"
    radius: Mapped[float]
