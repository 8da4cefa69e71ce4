from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import clear_mappers, configure_mappers, declarative_base, registry, relationship

Base = declarative_base()


class Lake(Base):
    __tablename__ = "lake"
    id = Column(Integer, primary_key=True)
    boats = relationship("Boat")


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    lake_id = Column(ForeignKey("lake.id"))


configure_mappers()
Base.registry.dispose()
Base.metadata.clear()


class Lake(Base):  # noqa: F811
    __tablename__ = "lake"
    id = Column(Integer, primary_key=True)
    boats = relationship("Boat")


class Boat(Base):  # noqa: F811
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    lake_id = Column(ForeignKey("lake.id"))


configure_mappers()
clear_mappers()

mapper_registry = registry()
jetty_table = Table("jetty", mapper_registry.metadata, Column("id", Integer, primary_key=True))


class Jetty:
    pass


def map_classes():
    mapper_registry.map_imperatively(Jetty, jetty_table)


def start():
    map_classes()


def start_again():
    clear_mappers()
    map_classes()


start()
start_again()
configure_mappers()
