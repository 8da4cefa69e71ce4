from club.ext import db

membership = db.Table(
    "membership",
    db.Column("person_id", db.Integer, primary_key=True),
    db.Column("club_id", db.Integer, primary_key=True),
)
