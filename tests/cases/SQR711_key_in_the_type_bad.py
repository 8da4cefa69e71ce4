from sqlalchemy import ARRAY, Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
    name = Column(String(20), unique=True)


class Trip(Base):
    __tablename__ = "trip"
    id = Column(Integer, primary_key=True)
    tag_ids = Column(ARRAY(Integer, ForeignKey("tag.id")))  # expect: SQR711
    tag_name = Column(String(ForeignKey("tag.name")))  # expect: SQR711
    tags = relationship("Tag")
