from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
    boxes = relationship("Box", lazy="write_only", passive_deletes=True)


class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    shelf_id = Column(ForeignKey("shelf.id", ondelete="SET NULL"))
