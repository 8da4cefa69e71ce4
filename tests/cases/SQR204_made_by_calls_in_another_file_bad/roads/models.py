from roads.base import Base
from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship


class Bridge(Base):
    __tablename__ = "bridge"
    id = Column(Integer, primary_key=True)
    rivers = relationship("River", secondary="bridge_rivers")  # expect: SQR204
    parts = relationship("Pillar", back_populates="bridge")


class River(Base):
    __tablename__ = "river"
    id = Column(Integer, primary_key=True)
