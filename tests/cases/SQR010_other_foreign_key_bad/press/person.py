from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from press.base import Base


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    articles = relationship(
        "Article",
        foreign_keys="Article.editor_id",  # expect: SQR010
        back_populates="author",
    )
