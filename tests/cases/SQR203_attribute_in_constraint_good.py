from sqlalchemy import Column, ForeignKeyConstraint, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelf"
    aisle = Column("aisle_no", Integer, primary_key=True)
    level = Column(Integer, primary_key=True)


class Crate(Base):
    __tablename__ = "crate"
    id = Column(Integer, primary_key=True)
    shelf_aisle = Column(Integer)
    shelf_level = Column(Integer)
    shelf = relationship("Shelf")
    __table_args__ = (
        ForeignKeyConstraint(["shelf_aisle", "shelf_level"], ["shelf.aisle_no", "shelf.level"]),
    )
