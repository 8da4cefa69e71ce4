from pathlib import Path

from sqlalchemy.orm import Mapped, mapped_column, relationship
from tracks import Base


class Walk(Base):
    __tablename__ = "walk"
    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[Path] = relationship()  # expect: SQR505

    def map(self) -> Path:
        return Path("maps") / str(self.id)
