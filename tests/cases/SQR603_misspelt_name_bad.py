from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Vessel(Base):
    __tablename__ = "vessel"
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    __mapper_arg__ = {"polymorphic_on": kind, "polymorphic_identity": "vessel"}  # expect: SQR603


class Tug(Vessel):
    __mapperargs__ = {"polymorphic_identity": "tug"}  # expect: SQR603
