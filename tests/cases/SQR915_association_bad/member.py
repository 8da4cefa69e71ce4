from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from base import Base

if TYPE_CHECKING:
    from club import Club
    from membership import Membership


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)

    clubs: Mapped[list[Club]] = relationship(
        secondary="memberships", back_populates="members", overlaps="member,club,memberships"
    )
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="member",
        overlaps="clubs,members,club",  # expect: SQR915
    )
