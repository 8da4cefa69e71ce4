from club.ext import db


class Club(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    captain_id = db.Column(db.ForeignKey("player.id", use_alter=True, name="captain"))
    players = db.relationship("Player", foreign_keys="Player.club_id")


class Player(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    club_id = db.Column(db.ForeignKey("club.id"))
