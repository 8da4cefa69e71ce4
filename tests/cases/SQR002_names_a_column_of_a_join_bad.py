from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mappers = registry()

boat = Table(
    "boat",
    mappers.metadata,
    Column("id", Integer, primary_key=True),
    Column("berth_id", ForeignKey("berth.id")),
)
crew = Table(
    "crew",
    mappers.metadata,
    Column("crew_id", Integer, primary_key=True),
    Column("boat_id", ForeignKey("boat.id")),
)
berth = Table("berth", mappers.metadata, Column("id", Integer, primary_key=True))


class Berth:
    pass


class MannedBoat:
    pass


mappers.map_imperatively(
    MannedBoat,
    boat.outerjoin(crew, crew.c.boat_id == boat.c.id),
    properties={
        "id": [boat.c.id, crew.c.boat_id],
        "berth": relationship(Berth, back_populates="boats"),
    },
)
mappers.map_imperatively(
    Berth,
    berth,
    properties={"boats": relationship(MannedBoat, back_populates="berth_id")},  # expect: SQR002
)
