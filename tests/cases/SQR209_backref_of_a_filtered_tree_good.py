from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    height = Column(Integer)
    above_id = Column(ForeignKey("shelf.id"))
    above = relationship(
        "Shelf",
        primaryjoin="and_(Shelf.above_id == remote(Shelf.id), Shelf.height > 0)",
        back_populates="below",
    )
    below = relationship(
        "Shelf",
        primaryjoin="and_(remote(Shelf.above_id) == Shelf.id, remote(Shelf.height) > 0)",
        back_populates="above",
    )
