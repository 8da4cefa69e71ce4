from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Shed(Base):
    __tablename__ = "shed"
    id = Column(Integer, primary_key=True)
    goats = relationship("Goat", back_populates="shed")  # expect: SQR002


class Goat(Base):
    __tablename__ = "goat"
    id = Column(Integer, primary_key=True)
    shed_id = Column(ForeignKey("shed.id"))
