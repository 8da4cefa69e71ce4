from collections import OrderedDict

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship

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


class House:
    __tablename__ = "house"
    id = Column(Integer, primary_key=True)
    street_id = Column(ForeignKey("street.id"))
    street = relationship("Strete", back_populates="houses")  # expect: SQR101


mapper_registry.map_imperatively(
    City,
    city_table,
    properties=OrderedDict(
        [
            ("streets", relationship("Steet")),  # expect: SQR101
        ]
    ),
)
mapper_registry.map_imperatively(
    Street,
    street_table,
    properties=OrderedDict(
        houses=relationship("Hause", back_populates="street"),  # expect: SQR101
    ),
)
mapper_registry.map_declaratively(House)
