from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Vehicle(Base):
    __table__ = Table("vehicle", Base.metadata, Column("id", Integer, primary_key=True), Column("plate", String, unique=True))


class Van(Vehicle):
    __tablename__ = "van"
    id = Column(ForeignKey("vehicle.id"), primary_key=True)


class Tour(Base):
    __tablename__ = "tour"
    id = Column(Integer, primary_key=True)
    van_id = Column(ForeignKey(Van.__table__.c.plate))  # expect: SQR203
    van = relationship(Van, primaryjoin=lambda: Tour.van_id == Van.__table__.c.id)
