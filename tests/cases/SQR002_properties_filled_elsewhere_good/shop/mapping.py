from sqlalchemy.orm import relationship

from shop import fill
from shop.tables import (
    Jar,
    Label,
    Shelf,
    jar,
    jar_properties,
    label,
    label_properties,
    mappers,
    shelf,
    shelf_properties,
)

mappers.map_imperatively(Shelf, shelf, properties=shelf_properties)
mappers.map_imperatively(Jar, jar, properties=jar_properties)
mappers.map_imperatively(Label, label, properties=label_properties)


class Lid:
    pass


mappers.map_imperatively(
    Lid,
    jar,
    properties={"shelf": relationship(Shelf, back_populates="lids", viewonly=True)},
)
