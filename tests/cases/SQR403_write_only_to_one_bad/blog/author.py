from sqlalchemy.orm import Mapped, WriteOnlyMapped, mapped_column, relationship

from .base import Base


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: WriteOnlyMapped["Post"] = relationship(back_populates="author")
