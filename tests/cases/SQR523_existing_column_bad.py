from typing import TypedDict

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Letter(TypedDict):
    address: str


class Task(Base):
    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind"}


class MailTask(Task):
    # The first to name the column is the one that makes it.
    payload: Mapped[Letter] = mapped_column(use_existing_column=True)  # expect: SQR523
    __mapper_args__ = {"polymorphic_identity": "mail"}
