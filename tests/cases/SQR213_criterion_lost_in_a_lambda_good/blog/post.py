from sqlalchemy import Column, ForeignKey, Integer

from .base import Base


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    live = Column(Integer)
    author_id = Column(Integer, ForeignKey("author.id"))
