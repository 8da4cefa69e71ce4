from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from geo.base import SCHEMA, Base


class Photo(Base):
    __tablename__ = "photo"
    __table_args__ = {"schema": SCHEMA}
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey(f"{SCHEMA}.place.id"))
