from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import column_property, declarative_base, deferred, relationship

Base = declarative_base()


class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    label = name  # expect: SQR511
    size = Column(Integer)
    volume = amount = Column(Integer)  # expect: SQR511
    depth = reach = Column("depth", Integer)  # expect: SQR511


class Parcel(Base):
    __tablename__ = "parcel"
    id = Column(Integer, primary_key=True)
    box_id = Column(ForeignKey("box.id"))
    inside = box_id  # expect: SQR511
    box = relationship(Box)
    note = Column(String)
    text = deferred(note)  # expect: SQR511
    weight = Column(Integer)
    grams = column_property(weight)  # expect: SQR511
    remark = deferred(Column(String))
    comment = column_property(remark)  # expect: SQR511


class Letter(Parcel):
    __tablename__ = "letter"
    parcel_id = Column(ForeignKey("parcel.id"), primary_key=True)
    id = column_property(parcel_id, Parcel.id)  # expect: SQR511


class Case(Box):
    __tablename__ = "case"
    id = Column(ForeignKey("box.id"), primary_key=True)
    name = relationship(Parcel, viewonly=True, primaryjoin="Case.id == foreign(Parcel.box_id)")
