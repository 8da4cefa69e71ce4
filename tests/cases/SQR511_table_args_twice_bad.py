from sqlalchemy import CheckConstraint, Column, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Song(Base):
    __tablename__ = "song"
    id = Column(Integer, primary_key=True)
    minutes = Column(Integer)
    __table_args__ = (CheckConstraint("minutes between 0 and 59", name="of_minutes"),)
    seconds = Column(Integer)
    __table_args__ = (CheckConstraint("seconds between 0 and 59", name="of_seconds"),)  # expect: SQR511


class Place(Base):
    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("number"),)
    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    kind = Column(Integer)
    __mapper_args__ = {"polymorphic_on": kind}
    __table_args__ = {"mysql_engine": "InnoDB"}  # expect: SQR511
    __mapper_args__ = {"polymorphic_identity": 1}  # expect: SQR511
