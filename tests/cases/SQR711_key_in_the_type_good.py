from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
    name = Column(String(20), unique=True)


trip_tag = Table(
    "trip_tag",
    Base.metadata,
    Column("trip_id", ForeignKey("trip.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
)


class Trip(Base):
    __tablename__ = "trip"
    id = Column(Integer, primary_key=True)
    tag_name = Column(String(20), ForeignKey("tag.name"))
    tags = relationship("Tag", secondary=trip_tag)
