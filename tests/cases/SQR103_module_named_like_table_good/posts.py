from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from base import Base


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"))
    # The table is "blog.users" to 1.4 and 2.0, and nothing hides the module.
    user = relationship("users.User", primaryjoin="users.User.id == Post.user_id")
