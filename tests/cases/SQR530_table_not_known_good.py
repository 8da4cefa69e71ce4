from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import declarative_base, registry, validates

mapper_registry = registry()
Base = declarative_base()
TABLES = {"vase": mapper_registry, "bowl": Base}


def tables(definitions):
    found = {}
    while definitions:
        name, owner = definitions.popitem()
        found[name] = Table(
            name, owner.metadata, Column("id", Integer, primary_key=True), Column("color", String(20))
        )
    return found


TABLES = tables(TABLES)


class Vase:
    @validates("color")
    def check_color(self, key, color):
        return color.lower()


mapper_registry.map_imperatively(Vase, TABLES["vase"])


class Bowl(Base):
    __table__ = TABLES["bowl"]

    @validates("color")
    def check_color(self, key, color):
        return color.lower()
