from __future__ import annotations

from typing import List, Optional

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Key(Base):
    __tablename__ = "keys"
    id = Column(Integer, primary_key=True)
    ring_id = Column(ForeignKey("rings.id"))


class Ring(Base):
    __tablename__ = "rings"
    __allow_unmapped__ = True
    id: int = Column(Integer, primary_key=True)
    keys: Optional[List[Key]] = relationship("Key")
    charms: List[Charm] = relationship("Charm")  # expect: SQR515


class Charm(Base):
    __tablename__ = "charms"
    id = Column(Integer, primary_key=True)
    ring_id = Column(ForeignKey("rings.id"))
