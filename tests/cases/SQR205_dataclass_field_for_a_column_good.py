from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import registry, relationship

mappers = registry()


@mappers.mapped
@dataclass
class Folder:
    __tablename__ = "folder"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
    parent_id: Optional[int] = field(default=None, metadata={"sa": Column(ForeignKey("folder.id"))})
    parent: Optional[Folder] = field(
        default=None,
        metadata={
            "sa": relationship(
                "Folder",
                remote_side="Folder.id",
                foreign_keys="Folder.parent_id",
            )
        },
    )
