from auth.ext import db


class UserAccount(db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Session(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, db.ForeignKey("user_account.id"))
