from .db import db


class Customer(db.Model):
    __tablename__ = "customers"
    id = db.Column(db.Integer, primary_key=True)
    orders = db.relationship("Order", back_populates="customer", lazy="select")  # expect: SQR002
