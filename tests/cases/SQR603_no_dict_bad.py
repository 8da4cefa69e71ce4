from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Stamp(Base):
    __tablename__ = "stamp"
    __mapper_args__ = ["eager_defaults"]  # expect: SQR603
    id = Column(Integer, primary_key=True)


class Seal(Base):
    __tablename__ = "seal"
    __mapper_args__ = None  # expect: SQR603
    id = Column(Integer, primary_key=True)
