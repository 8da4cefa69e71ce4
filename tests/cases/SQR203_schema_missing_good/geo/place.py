from sqlalchemy.orm import Mapped, mapped_column

from geo.base import SCHEMA, Base


class Place(Base):
    __tablename__ = "place"
    __table_args__ = {"schema": SCHEMA}
    id: Mapped[int] = mapped_column(primary_key=True)
