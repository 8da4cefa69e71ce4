from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    pass


class Body(Base):
    __abstract__ = True
    name: Mapped[str] = mapped_column(primary_key=True)
    mass: Mapped[float]  # expect: SQR521


class Star(Body):
    __tablename__ = "star"
