from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hotel.base import Base
from hotel.guest import Guest


class Stay(Base):
    __tablename__ = "stay"
    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id"))
    payer_id: Mapped[Optional[int]] = mapped_column(ForeignKey("guest.id"))
    guest: Mapped["Guest"] = relationship(foreign_keys=[guest_id])  # expect: SQR102
    payer: Mapped[Guest] = relationship(
        primaryjoin="Stay.payer_id == Guest.id",  # expect: SQR102
    )
