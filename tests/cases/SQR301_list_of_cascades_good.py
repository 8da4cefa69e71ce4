from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
WORDS = ["all", "delete-orphan"]


class Hive(Base):
    __tablename__ = "hive"
    id = Column(Integer, primary_key=True)


class Queen(Base):
    __tablename__ = "queen"
    id = Column(Integer, primary_key=True)
    hive_id = Column(ForeignKey("hive.id"))
    hive = relationship(Hive, cascade=WORDS, single_parent=True)
