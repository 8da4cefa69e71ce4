from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Comment(Base):
    __tablename__ = "comment"
    id = Column(Integer, primary_key=True)
    reply_to_id = Column(ForeignKey("comment.id"))
    reply_to = relationship("Comment")  # expect: SQR208
