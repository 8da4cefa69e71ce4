from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from press.base import Base


class Article(Base):
    __tablename__ = "article"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("person.id"))
    editor_id = Column(ForeignKey("person.id"))
    author = relationship(
        "Person",
        foreign_keys=[author_id],  # expect: SQR010
        back_populates="articles",
    )
