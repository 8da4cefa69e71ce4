from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship


class Authored:
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))

    @declared_attr
    def author(cls) -> Mapped["Author"]:
        return relationship("Author", back_populates=f"{cls.__tablename__}s")
