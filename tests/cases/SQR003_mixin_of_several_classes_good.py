from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Warehouse(Base):
    __tablename__ = "warehouse"
    id = Column(Integer, primary_key=True)
    crates = relationship("Crate")
    pallets = relationship("Pallet")


class Stored:
    @declared_attr
    def warehouse_id(cls):
        return Column(ForeignKey("warehouse.id"))

    @declared_attr
    def warehouse(cls):
        return relationship("Warehouse", overlaps="crates,pallets")


class Crate(Stored, Base):
    __tablename__ = "crate"
    id = Column(Integer, primary_key=True)


class Pallet(Stored, Base):
    __tablename__ = "pallet"
    id = Column(Integer, primary_key=True)
