from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column


class Described:
    metadata_: Mapped[dict] = mapped_column("metadata", JSON)
