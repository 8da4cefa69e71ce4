"""Foreign keys into the schema that a MetaData is given once it is there, and into another."""

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

SCHEMA = "harbour"

Base = declarative_base()
Base.metadata.schema = SCHEMA


class Port(Base):
    __tablename__ = "port"
    __table_args__ = {"schema": SCHEMA}
    id = Column(Integer, primary_key=True)


class Pier(Base):
    __tablename__ = "pier"
    __table_args__ = {"schema": "town"}
    id = Column(Integer, primary_key=True)


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    port_id = Column(ForeignKey("port.id"))
    pier_id = Column(ForeignKey("town.pier.id"))
