"""What a class gives before the mixin with the column hides the column."""

from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Element:
    id = None


class Identified:
    id = Column(Integer, primary_key=True)


class Asset(Element, Base, Identified):  # expect: SQR701
    __tablename__ = "asset"
    size = Column(Integer)
