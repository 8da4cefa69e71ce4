from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from .base import Base


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("author.id"))
    author = relationship("Author", back_populates="posts", lazy="joined", innerjoin=True)  # expect: SQR405
    editor_id = Column(Integer, ForeignKey("editor.id"), nullable=False)
    editor = relationship("Editor", lazy="joined", innerjoin=True)


class Editor(Base):
    __tablename__ = "editor"
    id = Column(Integer, primary_key=True)
