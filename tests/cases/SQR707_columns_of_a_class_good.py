from sqlalchemy import Column, ForeignKey, MetaData, Named, String, Table, TypedColumns
from sqlalchemy.orm import registry, relationship

metadata = MetaData()
mapper_registry = registry(metadata=metadata)


class StationColumns(TypedColumns):
    id: Named[int] = Column(primary_key=True)
    name: Named[str] = Column(String(40))


class TrainColumns(TypedColumns):
    id: Named[int] = Column(primary_key=True)
    station_id: Named[int] = Column(ForeignKey("station.id"))


stations = Table("station", metadata, StationColumns)
trains = Table("train", metadata, TrainColumns)


class Station:
    pass


class Train:
    pass


mapper_registry.map_imperatively(
    Station, stations, properties={"trains": relationship(Train, back_populates="station")}
)
mapper_registry.map_imperatively(
    Train, trains, properties={"station": relationship(Station, back_populates="trains")}
)
