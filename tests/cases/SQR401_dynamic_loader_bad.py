from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, dynamic_loader, relationship

Base = declarative_base()


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    posts = dynamic_loader("Post", back_populates="author")  # expect: SQR401
    drafts = relationship("Draft", back_populates="author", lazy="dynamic")  # expect: SQR401


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("author.id"))
    author = relationship("Author", back_populates="posts")


class Draft(Base):
    __tablename__ = "draft"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("author.id"))
    author = relationship("Author", back_populates="drafts")
