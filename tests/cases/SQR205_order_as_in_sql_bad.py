from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Mill(Base):
    __tablename__ = "mill"
    id = Column(Integer, primary_key=True)
    sacks = relationship(
        "Sack",
        back_populates="mill",
        order_by="Sack.id desc",  # expect: SQR205
    )


class Sack(Base):
    __tablename__ = "sack"
    id = Column(Integer, primary_key=True)
    mill_id = Column(ForeignKey("mill.id"))
    mill = relationship("Mill", back_populates="sacks")
