from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Dated:
    created: Mapped[Optional[int]]


class Counted:
    views: Mapped[int] = mapped_column(default=0)


class Document(Base):
    __tablename__ = "document"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    created: Mapped[Optional[int]]
    views: Mapped[int]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "document"}


class Invoice(Dated, Document):
    __tablename__ = "invoice"
    id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "invoice"}


class Letter(Document, Counted, Dated):
    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "letter"}


class Memo(Document, Counted):
    __mapper_args__ = {"polymorphic_identity": "memo"}
