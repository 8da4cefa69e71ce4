from sqlalchemy.orm import Mapped, mapped_column

from cine.base import Base


class Film(Base):
    __tablename__ = "film"
    id: Mapped[int] = mapped_column(primary_key=True)
