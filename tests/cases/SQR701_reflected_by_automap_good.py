from sqlalchemy import Column, String
from sqlalchemy.ext.automap import automap_base

Base = automap_base()


class School(Base):
    __tablename__ = "school"
    title = Column("name", String)


class Pupil(Base):
    __tablename__ = "pupil"


class Boarder(Pupil):
    __tablename__ = "boarder"
