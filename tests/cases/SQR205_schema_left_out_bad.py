from sqlalchemy import Column, ForeignKey, Integer, MetaData
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base(metadata=MetaData(schema="blog"))


class Author(Base):
    __tablename__ = "authors"
    id = Column(Integer, primary_key=True)
    posts = relationship(
        "Post",
        order_by="posts.c.id",  # expect: SQR205
    )


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("authors.id"))
