from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

item_tag = Table(
    "item_tag",
    Base.metadata,
    Column("item_id", ForeignKey("item.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
)


class Item(Base):
    __tablename__ = "item"
    id = Column(Integer, primary_key=True)
    tags = relationship("Tag", secondary=item_tag)


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
    items = relationship("Item", secondary=item_tag)  # expect: SQR003
