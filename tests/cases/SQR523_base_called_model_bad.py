from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Model(DeclarativeBase):
    pass


class Recipe(Model):
    __tablename__ = "recipe"
    id: Mapped[int] = mapped_column(primary_key=True)
    amounts: Mapped[dict]  # expect: SQR523
