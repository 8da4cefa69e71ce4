from __future__ import annotations

from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    left_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    right_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    near: Mapped[Optional[Node]] = relationship(
        primaryjoin="Node.left_id == remote(Node.id)",
    )
