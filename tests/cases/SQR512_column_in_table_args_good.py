from sqlalchemy import CheckConstraint, Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Crate(Base):
    __tablename__ = "crate"
    __table_args__ = (Column("weight", Integer),)
    id = Column(Integer, primary_key=True)


class Pallet(Base):
    __tablename__ = "pallet"
    __table_args__ = (Column("weight", Integer), CheckConstraint("weight > 0"))
    id = Column(Integer, primary_key=True)
