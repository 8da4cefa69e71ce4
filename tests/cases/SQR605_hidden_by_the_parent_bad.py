from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Dated:
    created: Mapped[Optional[int]]


class Counted:
    views: Mapped[int] = mapped_column(default=0)  # expect: SQR605


class Document(Base):
    __tablename__ = "document"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    created: Mapped[Optional[int]]
    views: Mapped[int]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "document"}


class Invoice(Counted, Document):
    __tablename__ = "invoice"
    id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "invoice"}


class Letter(Document, Dated):
    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    created: Mapped[Optional[int]]  # expect: SQR605
    __mapper_args__ = {"polymorphic_identity": "letter"}


class Reminder(Invoice):
    __tablename__ = "reminder"
    id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), primary_key=True)
    kind: Mapped[str]  # expect: SQR605
    __mapper_args__ = {"polymorphic_identity": "reminder"}
