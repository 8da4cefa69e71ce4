from sqlalchemy import Column, Integer, and_
from sqlalchemy.orm import relationship

from .base import Base
from .post import Post

LIVE = 1 and True


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    posts = relationship(
        "Post",
        viewonly=True,
        primaryjoin=lambda: and_(Author.id == Post.author_id, Post.live == 1),
    )
