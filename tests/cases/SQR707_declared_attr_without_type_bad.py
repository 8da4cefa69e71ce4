from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    pass


class Coded:
    @declared_attr
    def code(cls):
        return mapped_column(unique=True)  # expect: SQR707


class Parcel(Coded, Base):
    __tablename__ = "parcel"
    id: Mapped[int] = mapped_column(primary_key=True)


class Truck(Base):
    __tablename__ = "truck"
    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def plate(cls) -> Mapped[str]:
        return mapped_column(unique=True)  # expect: SQR707
