from wiki.db import db


class Timestamped:
    created = db.Column(db.DateTime)


class Page(Timestamped, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    revisions = db.relationship("Revision", lazy="select")


class Revision(Timestamped, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    page = db.Column(db.Integer, db.ForeignKey("page.id"))
