from typing import Any, TypedDict

from sqlalchemy import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Letter(TypedDict):
    address: str


class Task(Base):
    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[Any] = mapped_column("data", JSON)
    __mapper_args__ = {"polymorphic_on": "kind"}


class MailTask(Task):
    payload: Mapped[Letter] = mapped_column("data", use_existing_column=True)
    retries: Mapped[dict] = mapped_column(JSON, use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "mail"}


class PushTask(Task):
    retries: Mapped[Letter] = mapped_column(use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "push"}
