from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates


class Base(DeclarativeBase):
    pass


class Named:
    name: Mapped[str]

    @validates("name")
    def check_name(self, key, value):
        return value


class Plant(Named, Base):
    __tablename__ = "plant"
    id: Mapped[int] = mapped_column(primary_key=True)

    @validates("name")
    def check_name(self, key, value):
        return value[:20]


class Animal(Base):
    __tablename__ = "animal"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    @validates("name")
    def check_name(self, key, value):
        return value
