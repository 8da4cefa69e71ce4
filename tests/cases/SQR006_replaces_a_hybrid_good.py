from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Named:
    def title(self) -> str:
        return "a method of a mixin, which SQLAlchemy does not notice"


class Project(Base):
    __tablename__ = "project"
    id: Mapped[int] = mapped_column(primary_key=True)
    tasks: Mapped[list["Task"]] = relationship(backref="title")  # expect: SQR001


class Task(Named, Base):
    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[Optional[int]] = mapped_column(ForeignKey("project.id"))
    owner = None

    @hybrid_property
    def project(self) -> Optional[int]:
        return self.project_id
