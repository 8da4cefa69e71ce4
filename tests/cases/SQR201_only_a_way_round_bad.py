from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Country(Base):
    __tablename__ = "country"
    id = Column(Integer, primary_key=True)


class Region(Base):
    __tablename__ = "region"
    id = Column(Integer, primary_key=True)
    country_id = Column(ForeignKey("country.id"))
    country = relationship("Country")


class Town(Base):
    __tablename__ = "town"
    id = Column(Integer, primary_key=True)
    region_id = Column(ForeignKey("region.id"))
    region = relationship("Region")
    country = relationship("Country")  # expect: SQR201
