from club.ext import db


class Membership(db.Model):
    __tablename__ = "membership"  # expect: SQR105
    person_id = db.Column(db.Integer, primary_key=True)
    club_id = db.Column(db.Integer, primary_key=True)
