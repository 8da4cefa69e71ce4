from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

try:
    import geometry_of_no_package

    class Field(Base):
        __tablename__ = "field"
        id = Column(Integer, primary_key=True)
        farm_id = Column(ForeignKey("farm.id"))
        shape = Column(geometry_of_no_package.Shape)

except ImportError:

    class Field(Base):
        __tablename__ = "field"
        id = Column(Integer, primary_key=True)
        farm_id = Column(ForeignKey("farm.id"))
        acres = Column(Integer)


class Farm(Base):
    __tablename__ = "farm"
    id = Column(Integer, primary_key=True)
    fields = relationship("Field", order_by="Field.acres")
