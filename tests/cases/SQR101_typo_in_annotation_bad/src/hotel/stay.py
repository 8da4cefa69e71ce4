from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hotel.orm import Base


class Stay(Base):
    __tablename__ = "stay"
    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id"))
    guest: Mapped["Guest"] = relationship(back_populates="stays")
