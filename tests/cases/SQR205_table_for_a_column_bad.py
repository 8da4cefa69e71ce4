from sqlalchemy import Column, ForeignKey, Integer, MetaData
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base(metadata=MetaData(schema="blog"))


class Author(Base):
    __tablename__ = "authors"
    id = Column(Integer, primary_key=True)
    posts = relationship(
        "Post",
        back_populates="author",
        order_by="blog.posts",  # expect: SQR205
    )
    drafts = relationship(
        "Post",
        viewonly=True,
        primaryjoin="Post",  # expect: SQR205
    )
    notes = relationship(
        "Note",
        foreign_keys="lambda: [Note.author_id]",  # expect: SQR205
        remote_side="[blog.notes]",  # expect: SQR205
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
