from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from blog.base import Base


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    articles: Mapped[list["Article"]] = relationship(
        back_populates="author",
        backref=None,
    )
