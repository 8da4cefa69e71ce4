from sqlalchemy import Column, ForeignKey, Integer, MetaData
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Archived(Base):
    __abstract__ = True
    metadata = MetaData()


class Letter(Archived):
    __tablename__ = "letters"
    id = Column(Integer, primary_key=True)
    stamps = relationship("Stamp", primaryjoin="Letter.id == Stamp.letter_id")


class Stamp(Archived):
    __tablename__ = "stamps"
    id = Column(Integer, primary_key=True)
    letter_id = Column(ForeignKey("letters.id"))
