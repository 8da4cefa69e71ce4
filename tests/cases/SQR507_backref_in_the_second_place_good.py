from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Lake(Base):
    __tablename__ = "lake"
    id = Column(Integer, primary_key=True)


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    lake_id = Column(ForeignKey("lake.id"))
    lake = relationship("Lake", backref=backref("boats", order_by=id))  # expect: SQR001
