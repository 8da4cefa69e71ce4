from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Berth(db.Model):
    __tablename__ = "berth"
    id = db.Column(db.Integer, primary_key=True)
    pier = db.Column(db.Integer)
    number = db.Column("berth_number", db.Integer)
    __table_args__ = (db.UniqueConstraint("pier", "berth_number"), {"comment": "where ships lie"})


class Rope(db.Model):
    __tablename__ = "rope"
    id = db.Column(db.Integer, primary_key=True)
    berth_id = db.Column(db.Integer)
    __table_args__ = (db.ForeignKeyConstraint(["berth_id"], ["berth.id"]),)


class Buoy(db.Model):
    __tablename__ = "buoy"
    id = db.Column(db.Integer, primary_key=True)
    lane = db.Column(db.Integer)
    colour = db.Column(db.Integer)
    # It finds the table by its columns, whatever it is called.
    __tableargs__ = (db.UniqueConstraint(lane, colour),)


class Anchor(db.Model):
    __tablename__ = "anchor"
    id = db.Column(db.Integer, primary_key=True)
    weight = db.Column(db.Integer)
    __table_args = (db.CheckConstraint("weight > 0"),)
    __table_args__ = (*__table_args, {"comment": "what holds"})


class Renamed:
    def __init_subclass__(cls, **kwargs):
        cls.__table_args__ = cls.__tableargs__
        super().__init_subclass__(**kwargs)


class Chain(Renamed, db.Model):
    __tablename__ = "chain"
    id = db.Column(db.Integer, primary_key=True)
    length = db.Column(db.Integer)
    __tableargs__ = (db.CheckConstraint("length > 0"),)
