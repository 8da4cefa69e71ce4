from sqlalchemy import Column, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Measured:
    area = Column(Integer)


class Asset(Measured, Base):
    __tablename__ = "asset"
    __table_args__ = (UniqueConstraint("kind", "plate"), Index("ix_asset_area", "area"))
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    _plate = Column("plate", String)
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "asset"}


class Car(Asset):
    color = Column(String)
    __mapper_args__ = {"polymorphic_identity": "car"}


Index("ix_asset_color", Asset.__table__.c.color)
