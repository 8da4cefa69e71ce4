import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def link(backref):
    return backref.upper()


class Comment(Base):
    __tablename__ = "comment"
    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.ForeignKey("comment.id"))
    backref = sa.Column(sa.String(40))
    label = link(backref="replies")
    replies = orm.relationship("Comment", back_populates="reply_to", order_by="Comment.id")
    reply_to = orm.relationship("Comment", back_populates="replies", remote_side=[id])
