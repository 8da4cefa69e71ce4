from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import column_property, declarative_base, deferred, relationship, synonym

Base = declarative_base()


class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    label = synonym("name")
    size = Column(Integer)
    depth = Column("depth", Integer)
    reach = synonym("depth")
    __sort_key__ = size


class Parcel(Base):
    __tablename__ = "parcel"
    id = Column(Integer, primary_key=True)
    box_id = Column(ForeignKey("box.id"))
    inside = synonym("box_id")
    box = relationship(Box)
    note = Column(String)
    note = deferred(note)
    weight = Column(Integer)
    grams = column_property(weight * 1000)
    remark = deferred(Column(String))
    comment = synonym("remark")


class Letter(Parcel):
    __tablename__ = "letter"
    id = column_property(Column("parcel_id", ForeignKey("parcel.id"), primary_key=True), Parcel.id)


class Case(Box):
    __tablename__ = "case"
    id = Column(ForeignKey("box.id"), primary_key=True)
    label = relationship(Parcel, viewonly=True, primaryjoin="Case.id == foreign(Parcel.box_id)")
