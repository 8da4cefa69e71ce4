from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Lake(Base):
    __tablename__ = "lake"
    Column("id", Integer, primary_key=True)  # expect: SQR711
    Column("name", String(50))  # expect: SQR711
    boats = relationship("Boat")


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    Column("lake_id", ForeignKey("lake.id"))  # expect: SQR711
    relationship("Lake", back_populates="boats")  # expect: SQR711
