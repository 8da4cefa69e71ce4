from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cine.base import Base
from cine.film import Film


class Show(Base):
    __tablename__ = "show"
    id: Mapped[int] = mapped_column(primary_key=True)
    film_id: Mapped[int] = mapped_column(ForeignKey("film.id"))
    film: Mapped["Film"] = relationship(
        remote_side=[film_id],  # expect: SQR209
    )
