from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

local = registry()


def prepare(cls):
    for name, kind in list(cls.__annotations__.items()):
        if kind in (int, str):
            cls.__annotations__[name] = Mapped[kind]
            setattr(cls, name, mapped_column(primary_key=name == "id"))
    return cls


class Base(DeclarativeBase):
    def __init_subclass__(cls, **keywords):
        prepare(cls)
        super().__init_subclass__(**keywords)


class Kite(Base):
    __tablename__ = "kite"
    id: int
    colour: str


@local.mapped
@prepare
class Tail:
    __tablename__ = "tail"
    id: int
    colour: str
