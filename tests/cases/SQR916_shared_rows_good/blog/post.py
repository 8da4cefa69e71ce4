from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from .base import Base
from .links import post_file, post_tag


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    tags = relationship("Tag", secondary=post_tag, cascade="save-update, merge")
    files = relationship("File", secondary=post_file, cascade="all")


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)


class File(Base):
    __tablename__ = "file"
    id = Column(Integer, primary_key=True)
