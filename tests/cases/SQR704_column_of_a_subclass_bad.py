from sqlalchemy import Column, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Asset(Base):
    __tablename__ = "asset"
    __table_args__ = (
        UniqueConstraint("kind", "plate"),  # expect: SQR704
        Index("ix_asset_area", "area"),  # expect: SQR704
    )
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "asset"}


class Car(Asset):
    plate = Column(String)
    __mapper_args__ = {"polymorphic_identity": "car"}


class Plot(Asset):
    area = Column(Integer)
    __mapper_args__ = {"polymorphic_identity": "plot"}
