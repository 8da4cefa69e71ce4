from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column, registry

types = registry(type_annotation_map={dict: JSON})


@types.as_declarative_base()
class Model:
    pass


class Recipe(Model):
    __tablename__ = "recipe"
    id: Mapped[int] = mapped_column(primary_key=True)
    amounts: Mapped[dict]


class DeclarativeBase:
    pass


@types.mapped
class Menu(DeclarativeBase):
    __tablename__ = "menu"
    id: Mapped[int] = mapped_column(primary_key=True)
    prices: Mapped[dict]
