from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship


class Mapping:
    mapper_registry = registry()

    city_table = Table("city", mapper_registry.metadata, Column("id", Integer, primary_key=True))
    street_table = Table(
        "street",
        mapper_registry.metadata,
        Column("id", Integer, primary_key=True),
        Column("city_id", ForeignKey("city.id")),
    )

    class City:
        pass

    class Street:
        pass

    mapper_registry.map_imperatively(City, city_table)
    mapper_registry.map_imperatively(
        Street,
        street_table,
        properties={
            "city": relationship("Town"),  # expect: SQR101
        },
    )
