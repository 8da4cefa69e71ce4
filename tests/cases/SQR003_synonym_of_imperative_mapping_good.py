from sqlalchemy import Column, ForeignKey, Integer, Table, and_
from sqlalchemy.orm import declarative_base, relationship, synonym

Base = declarative_base()


class Stamp(Base):
    __tablename__ = "stamp"
    id = Column(Integer, primary_key=True)


class Caption:
    pass


caption = Table(
    "caption",
    Base.metadata,
    Column("stamp_id", ForeignKey("stamp.id"), primary_key=True),
    Column("language", Integer, primary_key=True),
)
Base.registry.map_imperatively(Caption, caption, properties={"described_id": synonym("stamp_id")})

Stamp.captions = relationship(Caption, primaryjoin=Stamp.id == Caption.described_id)
Stamp.first_caption = relationship(
    Caption,
    primaryjoin=and_(Stamp.id == Caption.described_id, Caption.language == 1),
    uselist=False,
    viewonly=True,
)
