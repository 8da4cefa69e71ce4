from dataclasses import dataclass, field

from sqlalchemy import Column, Integer
from sqlalchemy.orm import Mapped, mapped_column, registry

mapper_registry = registry()


@mapper_registry.mapped_as_dataclass(kw_only=True)
class Box:
    __tablename__ = "box"
    note: Mapped[str] = mapped_column(default="")
    id: Mapped[int] = mapped_column(primary_key=True)


def known(cls):
    return cls


@known
@mapper_registry.mapped_as_dataclass(kw_only=True)
class Lid:
    __tablename__ = "lid"
    note: Mapped[str] = mapped_column(default="")
    id: Mapped[int] = mapped_column(primary_key=True)


@mapper_registry.mapped
@dataclass
class Label:
    __tablename__ = "label"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
