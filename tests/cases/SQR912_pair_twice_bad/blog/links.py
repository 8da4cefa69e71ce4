from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from .base import Base

post_tag = Table(  # expect: SQR912
    "post_tag",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("post_id", ForeignKey("post.id"), nullable=False),
    Column("tag_id", ForeignKey("tag.id"), nullable=False),
)
