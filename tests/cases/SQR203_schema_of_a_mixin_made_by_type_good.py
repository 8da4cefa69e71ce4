from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class InBarn:
    __table_args__ = {"schema": "barn"}


Goat = type("Goat", (InBarn, Base), {"__tablename__": "goat", "id": Column(Integer, primary_key=True)})


class Bell(Base):
    __tablename__ = "bell"
    id = Column(Integer, primary_key=True)
    goat_id = Column(ForeignKey("barn.goat.id"))
