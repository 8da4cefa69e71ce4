from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Lake(Base):
    __tablename__ = "lake"
    id = Column("id", Integer, primary_key=True)
    name = Column("name", String(50))
    boats = relationship("Boat", back_populates="lake")


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    lake_id = Column("lake_id", ForeignKey("lake.id"))
    lake = relationship("Lake", back_populates="boats")
