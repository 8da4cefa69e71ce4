from ipaddress import IPv4Address

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

table_registry = registry()


class Base(DeclarativeBase):
    pass


@table_registry.mapped_as_dataclass
class Reading:
    __tablename__ = "reading"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    values: Mapped[list[float]]  # expect: SQR523


@table_registry.mapped
class Sensor:
    __tablename__ = "sensor"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[IPv4Address]  # expect: SQR523


@Base.registry.mapped_as_dataclass(kw_only=True)
class Alarm:
    __tablename__ = "alarm"
    id: Mapped[int] = mapped_column(primary_key=True)
    steps: Mapped[dict] = mapped_column(default_factory=dict)  # expect: SQR523
