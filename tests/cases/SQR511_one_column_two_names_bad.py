from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    label = name  # expect: SQR511
    size = Column(Integer)
    volume = amount = Column(Integer)  # expect: SQR511
    depth = reach = Column("depth", Integer)  # expect: SQR511
