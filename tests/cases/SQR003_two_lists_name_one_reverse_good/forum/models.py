from .ext import db


class Topic(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    posts = db.relationship("Post", back_populates="topic")
    recent = db.relationship("Post", viewonly=True, order_by="Post.id.desc()")


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    topic_id = db.Column(db.Integer, db.ForeignKey("topic.id"))
    topic = db.relationship("Topic", back_populates="posts")
