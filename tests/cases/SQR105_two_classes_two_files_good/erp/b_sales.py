from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class SoldArticle(Base):
    __tablename__ = "article"
    __table_args__ = {"extend_existing": True}
    id: Mapped[int] = mapped_column(primary_key=True)
