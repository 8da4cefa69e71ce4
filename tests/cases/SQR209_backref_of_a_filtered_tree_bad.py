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
        primaryjoin="and_(Shelf.above_id == Shelf.id, Shelf.height > 0)",
        remote_side=[id],
        backref="below",  # expect: SQR209
    )
