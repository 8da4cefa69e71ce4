from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column


class Described:
    metadata: Mapped[dict] = mapped_column(JSON)  # expect: SQR518
