from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from .base import Base

post_tag = Table(
    "post_tag",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("post_id", ForeignKey("post.id"), nullable=False),
    Column("tag_id", ForeignKey("tag.id"), nullable=False),
    UniqueConstraint("tag_id", "post_id"),
)
