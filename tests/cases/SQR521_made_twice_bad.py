from dataclasses import dataclass

from sqlalchemy.orm import Mapped, mapped_column, registry

mapper_registry = registry()


@mapper_registry.mapped_as_dataclass
@dataclass
class Box:  # expect: SQR521
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
