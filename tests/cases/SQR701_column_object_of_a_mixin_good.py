"""A class may take a column from a class that is not mapped, instead of what the MRO would give it."""

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Element:
    id = None


class Identified:
    id = Column(Integer, primary_key=True)


class Asset(Element, Base, Identified):
    __tablename__ = "asset"
    id = Identified.id
    parent_id = Column(ForeignKey("asset.id"))
    parent = relationship("Asset", remote_side="Asset.id", back_populates="parts")
    parts = relationship("Asset", back_populates="parent")
