from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()


class Street:
    pass


class City:
    pass


city = Table("city", mapper_registry.metadata, Column("id", Integer, primary_key=True))
street = Table(
    "street",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("city_id", ForeignKey("city.id")),
)
mapper_registry.map_imperatively(
    City,
    city,
    properties={"streets": relationship("list[Street]", back_populates="city")},  # expect: SQR515
)
mapper_registry.map_imperatively(
    Street, street, properties={"city": relationship("City", back_populates="streets")}
)
