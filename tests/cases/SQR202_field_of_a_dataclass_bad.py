from __future__ import annotations

from dataclasses import dataclass, field
from typing import List, Optional

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()


@mapper_registry.mapped
@dataclass
class Harbour:
    __tablename__ = "harbour"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})


@mapper_registry.mapped
@dataclass
class Boat:
    __tablename__ = "boat"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
    home_id: Optional[int] = field(default=None, metadata={"sa": Column(ForeignKey("harbour.id"))})
    goal_id: Optional[int] = field(default=None, metadata={"sa": Column(ForeignKey("harbour.id"))})
    home: Optional[Harbour] = field(
        default=None,
        metadata={"sa": relationship("Harbour")},  # expect: SQR202
    )
    goal: Optional[Harbour] = field(
        default=None,
        metadata={"sa": relationship("Harbour", foreign_keys="Boat.goal_id")},
    )
    crew: List[Sailor] = field(default_factory=list, metadata={"sa": relationship("Sailor")})


@mapper_registry.mapped
@dataclass
class Sailor:
    __tablename__ = "sailor"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
    boat_id: Optional[int] = field(default=None, metadata={"sa": Column(ForeignKey("boat.id"))})
