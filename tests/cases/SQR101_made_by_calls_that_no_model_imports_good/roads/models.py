from roads.base import Base, between, part_of
from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship


class Bridge(Base):
    __tablename__ = "bridge"
    id = Column(Integer, primary_key=True)
    rivers = relationship("River", secondary="bridge_river")
    parts = relationship("Pillar", back_populates="bridge")
    ferries = relationship("Ferry", secondary="bridge_ferry")


class Ferry(Base):
    __tablename__ = "ferry"
    id = Column(Integer, primary_key=True)


class River(Base):
    __tablename__ = "river"
    id = Column(Integer, primary_key=True)
    parts = relationship("Bank", back_populates="river")


Bank = part_of("Bank", River)
bank_bridge = between("bank_bridge", "bank", "bridge")
