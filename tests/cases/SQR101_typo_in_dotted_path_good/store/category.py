from store.ext import db


class Category(db.Model):
    id = db.Column(db.Integer, primary_key=True)
