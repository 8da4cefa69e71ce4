from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Barn(Base):
    __tablename__ = "barn"
    __table_args__ = {"schema": "farm"}
    id = Column(Integer, primary_key=True)


class Cow(Base):
    __tablename__ = "cow"
    id = Column(Integer, primary_key=True)
    barn_id = Column(ForeignKey(f"{Barn.__table__}.id"))
