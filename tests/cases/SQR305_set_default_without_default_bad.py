from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Country(Base):
    __tablename__ = "country"
    code = Column(String, primary_key=True)


class Town(Base):
    __tablename__ = "town"
    id = Column(Integer, primary_key=True)
    country = Column(
        String,
        ForeignKey("country.code", onupdate="SET DEFAULT"),  # expect: SQR305
        nullable=False,
    )
