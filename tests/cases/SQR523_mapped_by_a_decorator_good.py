from ipaddress import IPv4Address

from sqlalchemy import JSON, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

table_registry = registry(type_annotation_map={list: JSON, IPv4Address: String(15)})


class Base(DeclarativeBase):
    type_annotation_map = {dict: JSON}


@table_registry.mapped_as_dataclass
class Reading:
    __tablename__ = "reading"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    values: Mapped[list]


@table_registry.mapped
class Sensor:
    __tablename__ = "sensor"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[IPv4Address]


@Base.registry.mapped_as_dataclass(kw_only=True)
class Alarm:
    __tablename__ = "alarm"
    id: Mapped[int] = mapped_column(primary_key=True)
    steps: Mapped[dict] = mapped_column(default_factory=dict)
    labels: Mapped[list] = mapped_column(JSON, default_factory=list)
