from sqlalchemy.orm import Mapped, mapped_column

from hotel.base import Base


class Guest(Base):
    __tablename__ = "invited"
    id: Mapped[int] = mapped_column(primary_key=True)
