from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import declared_attr

db = SQLAlchemy()


class Commented:
    __table_args__ = {"comment": "of the kitchen"}


class Named(db.Model):
    __abstract__ = True
    name = db.Column(db.String(40))

    @declared_attr
    def __table_args__(cls):
        return (UniqueConstraint("name"),)


class Dish(Commented, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(db.String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "dish"}


class Soup(Dish):
    __tablename__ = None
    __mapper_args__ = {"polymorphic_identity": "soup"}


class Tool(Named):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(db.String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "tool"}


class Knife(Tool):
    __tablename__ = None
    __mapper_args__ = {"polymorphic_identity": "knife"}


class Guest(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(db.String(10))
    email = db.Column(db.String(80))
    __table_args__ = (UniqueConstraint("email"), {"comment": "of the house"})
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "guest"}


class Regular(Guest):
    __mapper_args__ = {"polymorphic_identity": "regular"}


class Member(Guest):
    number = db.Column(db.ForeignKey("guest.id"))
    __table_args__ = (PrimaryKeyConstraint("number"),)
    __mapper_args__ = {"polymorphic_identity": "member"}
