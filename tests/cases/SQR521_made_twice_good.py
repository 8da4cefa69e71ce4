from sqlalchemy.orm import Mapped, mapped_column, registry

mapper_registry = registry()


@mapper_registry.mapped_as_dataclass(kw_only=True)
class Box:
    __tablename__ = "box"
    note: Mapped[str] = mapped_column(default="")
    id: Mapped[int] = mapped_column(primary_key=True)
