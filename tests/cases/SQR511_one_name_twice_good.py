from sqlalchemy import Column, DateTime, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Train(Base):
    __tablename__ = "train"
    id = Column(Integer, primary_key=True)
    leaves = leaves = Column(DateTime)
    wagons = wagons = relationship("Wagon")


class Wagon(Base):
    __tablename__ = "wagon"
    id = Column(Integer, primary_key=True)
    train_id = Column(ForeignKey("train.id"))
