from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, ForeignKey, String

db = SQLAlchemy()


class Account(db.Model):
    __tablename__ = "account"
    name = Column(String, primary_key=True)
    kind = Column(String)
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "account"}


class Guest(Account):
    __tablename__ = "guest"
    name = Column(ForeignKey("account.name"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "guest"}
