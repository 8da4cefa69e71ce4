from .db import db


class Person(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    wallet = db.relationship("Wallet", back_populates="person", uselist=False)


class Wallet(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    person_id = db.Column(db.Integer, db.ForeignKey("person.id"))
    person = db.relationship("Person", back_populates="wallet")

    __table_args__ = (db.Index("one_wallet", "person_id", unique=True),)
