from sqlalchemy.orm import Mapped, mapped_column, relationship

from log.base import Base


class Host(Base):
    __tablename__ = "host"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    lines: Mapped[list["Line"]] = relationship(
        primaryjoin="Host.name == Line.host",  # expect: SQR216
    )
