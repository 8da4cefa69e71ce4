from sqlalchemy import Column, ForeignKey, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, registry, relationship


class Base(DeclarativeBase):
    registry = registry(type_annotation_map={str: String(40)})
    metadata = MetaData(naming_convention={"ix": "ix_%(column_0_label)s"})


class Sailor(Base):
    __tablename__ = "sailors"
    id = Column(Integer, primary_key=True)
    boats = relationship("Boat", secondary="crews")  # expect: SQR204


class Boat(Base):
    __tablename__ = "boats"
    id = Column(Integer, primary_key=True)


class Crew(Base):
    __tablename__ = "crews"
    sailor_id = Column(ForeignKey("sailors.id"), primary_key=True)
    boat_id = Column(ForeignKey("boats.id"), primary_key=True)
