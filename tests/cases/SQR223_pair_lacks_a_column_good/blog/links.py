from sqlalchemy import Column, ForeignKey, Integer, String, Table, func

from .base import Base

post_tag = Table(
    "post_tag",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("post_id", ForeignKey("post.id"), nullable=False),
    Column("tag_id", ForeignKey("tag.id"), nullable=False),
    Column("added", String, nullable=False, server_default=func.now()),
    Column("added_by", String, nullable=False, default="somebody"),
)
