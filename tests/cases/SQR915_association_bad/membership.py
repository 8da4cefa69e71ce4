from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from base import Base

if TYPE_CHECKING:
    from club import Club
    from member import Member


class Membership(Base):
    __tablename__ = "memberships"
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"), primary_key=True)

    member: Mapped[Member] = relationship(back_populates="memberships", overlaps="clubs,members")
    club: Mapped[Club] = relationship(back_populates="memberships", overlaps="clubs,members")
