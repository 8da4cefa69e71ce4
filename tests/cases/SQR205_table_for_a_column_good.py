from sqlalchemy import Column, ForeignKey, Integer, MetaData
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base(metadata=MetaData(schema="blog"))


class Author(Base):
    __tablename__ = "authors"
    id = Column(Integer, primary_key=True)
    posts = relationship(
        "Post",
        back_populates="author",
        order_by="blog.posts.c.id",
    )
    drafts = relationship(
        "Post",
        viewonly=True,
        primaryjoin="Post.author_id == Author.id",
    )
    notes = relationship(
        "Note",
        foreign_keys=lambda: [Note.author_id],
        remote_side="[blog.notes.c.author_id]",
    )


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("authors.id"))
    author = relationship("Author", back_populates="posts")


class Note(Base):
    __tablename__ = "notes"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("authors.id"))
