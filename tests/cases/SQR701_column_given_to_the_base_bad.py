"""What a base is given after a class below it is made comes too late for that class."""

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Kiln(Base):  # expect: SQR701
    __tablename__ = "kiln"
    name = Column(String(20))


Base.id = Column(Integer, primary_key=True)


class Glaze(Base):
    __tablename__ = "glaze"
    name = Column(String(20))
