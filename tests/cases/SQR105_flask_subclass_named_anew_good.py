from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declared_attr

db = SQLAlchemy()


class Named(db.Model):
    __abstract__ = True

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "_row"


class Device(Named):
    __tablename__ = "device"
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "device"}


class Printer(Device):
    id = Column(ForeignKey("device.id"), primary_key=True)
    pages = Column(Integer)
    __mapper_args__ = {"polymorphic_identity": "printer"}


class Cartridge(Named):
    id = Column(Integer, primary_key=True)
    printer_id = Column(ForeignKey("printer.id"))


class Print(Named):
    id = Column(Integer, primary_key=True)
    cartridge_id = Column(ForeignKey("cartridge_row.id"))
