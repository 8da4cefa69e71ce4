import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Comment(Base):
    __tablename__ = "comment"
    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.ForeignKey("comment.id"))
    replies = orm.relationship(
        "Comment",
        backref=orm.backref("reply_to", remote_side=[id]),  # expect: SQR001
        order_by="Comment.id",
    )
