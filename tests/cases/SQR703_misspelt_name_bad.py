from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Berth(db.Model):
    __tablename__ = "berth"
    id = db.Column(db.Integer, primary_key=True)
    pier = db.Column(db.Integer)
    number = db.Column("berth_number", db.Integer)
    __tableargs__ = (db.UniqueConstraint("pier", "berth_number"), {"comment": "where ships lie"})  # expect: SQR703


class Rope(db.Model):
    __tablename__ = "rope"
    id = db.Column(db.Integer, primary_key=True)
    berth_id = db.Column(db.Integer)
    __table_args = (db.ForeignKeyConstraint(["berth_id"], ["berth.id"]),)  # expect: SQR703
