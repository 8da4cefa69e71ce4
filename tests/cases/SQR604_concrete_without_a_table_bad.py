from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    name = Column(String(40))


class Tug(Boat):
    id = Column(Integer, primary_key=True)  # expect: SQR604
    name = Column(String(40))
    __mapper_args__ = {"concrete": True}
