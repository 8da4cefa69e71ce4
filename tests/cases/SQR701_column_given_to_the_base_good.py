"""Each class takes the columns that its base and its mixins were given by then, wherever they were."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
Base.id = Column(Integer, primary_key=True)


class Named:
    pass


Named.name = Column(String(20))


class Kiln(Named, Base):
    __tablename__ = "kiln"
    glazes = relationship("Glaze", back_populates="kiln", order_by="Glaze.name")


class Glaze(Named, Base):
    __tablename__ = "glaze"
    kiln_id = Column(ForeignKey("kiln.id"))
    kiln = relationship("Kiln", back_populates="glazes")
