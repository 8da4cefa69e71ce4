from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
Archive = declarative_base()


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    tags = relationship("Tag", secondary="post_tags")  # expect: SQR204


class Tag(Base):
    __tablename__ = "tags"
    id = Column(Integer, primary_key=True)


Table("post_tags", Archive.metadata, Column("post_id", Integer), Column("tag_id", Integer))
