from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Boat(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(db.String(20))
    berth = db.Column(db.Integer)
    __table_args__ = (db.UniqueConstraint("berth"),)
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "boat"}


class Tug(Boat):
    __tablename__ = None
    __mapper_args__ = {"polymorphic_identity": "tug"}
