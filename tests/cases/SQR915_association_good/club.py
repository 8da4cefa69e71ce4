from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from base import Base

if TYPE_CHECKING:
    from member import Member
    from membership import Membership


class Club(Base):
    __tablename__ = "clubs"
    id: Mapped[int] = mapped_column(primary_key=True)

    # Those of a membership are about the same two columns, so that both ends say it.
    members: Mapped[list[Member]] = relationship(
        secondary="memberships", back_populates="clubs", overlaps="member,club"
    )
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="club", overlaps="clubs,members"
    )
