from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship


def map_declared(base):
    class Owner(base):
        __tablename__ = "owner"
        id = Column(Integer, primary_key=True)
        dogs = relationship("Dog", backref="owner")  # expect: SQR001

    class Dog(base):
        __tablename__ = "dog"
        id = Column(Integer, primary_key=True)
        owner_id = Column(ForeignKey("owner.id"))

    return Owner, Dog
