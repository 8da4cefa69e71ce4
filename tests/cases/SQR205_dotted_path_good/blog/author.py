from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import relationship

from .base import Base


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    posts = relationship(
        "Post",
        back_populates="author",
        primaryjoin="and_(Author.id == foreign(blog.post.Post.author_id), Author.id > 0)",
        remote_side="[Post.author_id]",
        order_by="case((Post.position.is_(None), 1), else_=0), func.lower(Post.position)",
    )
