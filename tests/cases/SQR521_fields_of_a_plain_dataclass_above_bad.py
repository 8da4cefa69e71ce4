from dataclasses import dataclass, field

from sqlalchemy import Column, Integer
from sqlalchemy.orm import registry

mapper_registry = registry()


class Fields:
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})


@mapper_registry.mapped
class Ship(Fields):
    __tablename__ = "ship"
    __sa_dataclass_metadata_key__ = "sa"  # expect: SQR521
