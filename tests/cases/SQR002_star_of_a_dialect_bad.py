from typing import List

from sqlalchemy import *
from sqlalchemy.dialects.mysql import *
from sqlalchemy.orm import Mapped, declarative_base, relationship

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(INTEGER, primary_key=True)
    label = Column(Text)
    volumes: Mapped[List["Volume"]] = relationship(back_populates="rack")  # expect: SQR002


class Volume(Base):
    __tablename__ = "volume"
    id = Column(INTEGER, primary_key=True)
    shelf_id = Column(ForeignKey("shelf.id"))
    shelf: Mapped["Shelf"] = relationship(back_populates="volumes")


class Text(Base):
    __tablename__ = "text"
    id = Column(INTEGER, primary_key=True)
