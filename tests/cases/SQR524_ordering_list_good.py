from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Train(Base):
    __tablename__ = "train"
    id = Column(Integer, primary_key=True)
    wagons = relationship(
        "Wagon",
        back_populates="train",
        order_by="Wagon.position",
        collection_class=ordering_list("position"),
    )


class Wagon(Base):
    __tablename__ = "wagon"
    id = Column(Integer, primary_key=True)
    position = Column(Integer)
    train_id = Column(ForeignKey("train.id"))
    train = relationship("Train", back_populates="wagons")
    rank = 0


class Seat(Base):
    __tablename__ = "seat"
    id = Column(Integer, primary_key=True)
    number = Column(Integer)
    wagon_id = Column(ForeignKey("wagon.id"))
    wagon = relationship(
        "Wagon",
        backref=backref("seats", collection_class=ordering_list(attr="number", count_from=1)),  # expect: SQR001
    )
