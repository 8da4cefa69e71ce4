from dataclasses import dataclass, field

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import registry, relationship

mappers = registry()


@dataclass
class Parked:
    __sa_dataclass_metadata_key__ = "sa"
    depot_id: int = field(init=False, metadata={"sa": lambda: Column(ForeignKey("depot.id"))})
    depot: "Depot" = field(init=False, metadata={"sa": lambda: relationship("Depot")})
    note: str = field(init=False, metadata={"orm": relationship("Nothing")})


@mappers.mapped
@dataclass
class Depot:
    __tablename__ = "depot"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})


@mappers.mapped
@dataclass
class Van(Parked):
    __tablename__ = "van"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
