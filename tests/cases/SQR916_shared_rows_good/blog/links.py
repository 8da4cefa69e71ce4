from sqlalchemy import Column, ForeignKey, Table

from .base import Base

post_tag = Table(
    "post_tag",
    Base.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
)
post_file = Table(
    "post_file",
    Base.metadata,
    Column("post_id", ForeignKey("post.id"), nullable=False),
    Column("file_id", ForeignKey("file.id"), primary_key=True),
)
