from sqlalchemy.orm import Mapped, mapped_column

from log.base import Base


class Line(Base):
    __tablename__ = "line"
    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str]
