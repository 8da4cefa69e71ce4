"""``db.Model`` takes columns as other bases do, and ``Model`` is another name for it."""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, ForeignKey, Integer, String

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
Model = db.Model
db.Model.id = Column(Integer, primary_key=True)


class Kiln(Model):
    name = Column(String(20))
    glazes = db.relationship("Glaze", back_populates="kiln")


class Glaze(db.Model):
    kiln_id = Column(ForeignKey("kiln.id"))
    kiln = db.relationship("Kiln", back_populates="glazes")
