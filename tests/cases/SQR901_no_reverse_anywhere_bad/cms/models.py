from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.base import Base


class Editor(Base):
    __tablename__ = "editor"
    id: Mapped[int] = mapped_column(primary_key=True)


class Page(Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("editor.id"))
    editor: Mapped["Editor"] = relationship()  # expect: SQR901
