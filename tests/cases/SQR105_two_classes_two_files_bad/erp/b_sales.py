from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class SoldArticle(Base):
    __tablename__ = "article"  # expect: SQR105
    id: Mapped[int] = mapped_column(primary_key=True)
