from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

tags = Table(
    "tags",
    Base.metadata,
    Column("photo_id", ForeignKey("photo.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
)


class Photo(Base):
    __tablename__ = "photo"
    id = Column(Integer, primary_key=True)
    tags = relationship("Tag", secondary=tags)
    first_tags = relationship("Tag", secondary=tags, viewonly=True)  # expect: SQR525


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
