from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, UniqueConstraint
from sqlalchemy.orm import registry, relationship

metadata = MetaData()
mapping = registry(metadata=metadata)


def add_code(table):
    table.append_column(Column("code", String(9), nullable=False))
    table.append_constraint(UniqueConstraint("code", name=f"uq_{table.name}_code"))
    return table


def add_map(mapping, cls, table, **properties):
    mapping.map_imperatively(cls, table, properties=properties)


class Quay:
    pass


class Boat:
    pass


quay = Table("quay", metadata, Column("id", Integer, primary_key=True))
boat = Table("boat", metadata, Column("id", Integer, primary_key=True), Column("quay_id", ForeignKey("quay.id")))
add_code(quay)
add_code(boat)
add_map(mapping, Quay, quay, boats=relationship("Boat", back_populates="quay"))
add_map(mapping, Boat, boat, quay=relationship("Quay", back_populates="boats"))
