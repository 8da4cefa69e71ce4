from sqlalchemy.orm import relationship

from shop import tables
from shop.tables import Jar, Label, Shelf, jar_properties


def fill(properties):
    properties["jar"] = relationship(Jar, back_populates="labels")


labels = jar_properties
tables.shelf_properties["jars"] = relationship(Jar, back_populates="shelf")
jar_properties.update(shelf=relationship(Shelf, back_populates="jars"))
labels["labels"] = relationship(Label, back_populates="jar")
fill(tables.label_properties)
tables.shelf_properties["lids"] = relationship("Lid", back_populates="shelf", viewonly=True)
