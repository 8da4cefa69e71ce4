import dataclasses
from dataclasses import dataclass, field
from typing import List, Optional

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()


@dataclass
class Stamped:
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
    stamp: Optional[int] = field(default=None, metadata={"sa": Column(Integer)})


@mapper_registry.mapped
@dataclass
class Crew(Stamped):
    __tablename__ = "crew"
    size: int = field(default=0, metadata={"sa": Column(Integer)})
    boats: List["Boat"] = field(default_factory=list, metadata={"sa": relationship("Boat")})


@mapper_registry.mapped
@dataclasses.dataclass()
class Boat:
    __tablename__ = "boat"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = dataclasses.field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
    crew_id: Optional[int] = dataclasses.field(default=None, metadata={"sa": Column(ForeignKey("crew.id"))})
    length: int = dataclasses.field(kw_only=True, metadata={"sa": Column(Integer)})


@mapper_registry.mapped
@dataclass(init=False)
class Berth(Stamped):
    __tablename__ = "berth"
    size: int = field(metadata={"sa": Column(Integer)})


# Mapped before it is a dataclass, so that the columns are there as defaults.
@dataclass
@mapper_registry.mapped
class Buoy:
    __tablename__ = "buoy"
    __allow_unmapped__ = True
    id: int = Column(Integer, primary_key=True)
    size: int
    size = Column(Integer)
    depth: int
    depth = Column(Integer)
