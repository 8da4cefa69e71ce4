from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.model import Model
from sqlalchemy import Column, ForeignKey, Integer, String


class Row(Model):
    def save(self):
        return self


db = SQLAlchemy(model_class=Row)


class Device(db.Model):
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "device"}


class Printer(Device):
    id = Column(ForeignKey("device.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "printer"}
