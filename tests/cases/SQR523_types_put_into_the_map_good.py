from pathlib import Path

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, registry

archive = registry()
archive.type_annotation_map[Path] = String()


@archive.mapped
class Scan:
    __tablename__ = "scan"
    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[Path]
