from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Kennel(Base):
    __tablename__ = "kennel"
    id = Column(Integer, primary_key=True)
    dogs = relationship("Dog", back_populates="kennel")


class Dog(Base):
    __tablename__ = "dog"
    id = Column(Integer, primary_key=True)
    kennel_id = Column(ForeignKey("kennel.id"))
    kennel = relationship("Kennel", back_populates=[])  # expect: SQR002
