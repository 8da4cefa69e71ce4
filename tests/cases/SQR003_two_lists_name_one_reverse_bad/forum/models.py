from .ext import db


class Topic(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    posts = db.relationship("Post", back_populates="topic")
    recent = db.relationship("Post", back_populates="topic", order_by="Post.id.desc()")  # expect: SQR003


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    topic_id = db.Column(db.Integer, db.ForeignKey("topic.id"))
    topic = db.relationship("Topic", back_populates="posts")
