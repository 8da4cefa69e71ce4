from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Guest(db.Model):
    __bind_key__ = "people"
    id = db.Column(db.Integer, primary_key=True)
    groups = db.relationship("Group", secondary="membership")  # expect: SQR204


class Group(db.Model):
    __bind_key__ = "people"
    id = db.Column(db.Integer, primary_key=True)


class Membership(db.Model):
    __bind_key__ = "people"
    id = db.Column(db.Integer, primary_key=True)
    guest_id = db.Column(db.ForeignKey("guest.id"))
    group_id = db.Column(db.ForeignKey("group.id"))
