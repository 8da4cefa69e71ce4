from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import column_property, declarative_base, declared_attr, relationship

Base = declarative_base()


class Keeper(Base):
    __tablename__ = "keeper"
    id = Column(Integer, primary_key=True)


class Kept:
    @declared_attr
    def keeper(cls):
        return relationship("Keeper", foreign_keys=[cls.keeper_id])  # expect: SQR205

    @declared_attr
    def twice_fed(cls):
        fed = cls.feedings  # expect: SQR205
        return column_property(fed * 2)


class Lion(Kept, Base):
    __tablename__ = "lion"
    id = Column(Integer, primary_key=True)
    keeper_key = Column(Integer, ForeignKey("keeper.id"))
    feedings = Column(Integer)


class Tiger(Kept, Base):
    __tablename__ = "tiger"
    id = Column(Integer, primary_key=True)
    keeper_id = Column(Integer, ForeignKey("keeper.id"))
