from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Post(Base):
    __tablename__ = "post"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "post"}


class Poll(Post):  # expect: SQR701
    __tablename__ = "poll"
    post_id = Column(ForeignKey("post.id"))
    __mapper_args__ = {"polymorphic_identity": "poll"}
