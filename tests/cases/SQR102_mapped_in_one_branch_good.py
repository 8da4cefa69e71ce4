from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import clear_mappers, registry

mapper_registry = registry()
lamp_table = Table("lamp", mapper_registry.metadata, Column("id", Integer, primary_key=True))


class Lamp:
    pass


class Shade:
    pass


def start_mappers(eager):
    if eager is None:
        mapper_registry.map_imperatively(Lamp, lamp_table)
    else:
        mapper_registry.map_imperatively(Lamp, lamp_table, eager_defaults=eager)


def start_again(table):
    try:
        mapper_registry.map_imperatively(Shade, table, polymorphic_on="kind")
        mapper_registry.configure()
    except Exception:
        clear_mappers()
    mapper_registry.map_imperatively(Shade, table)


# As a suite of tests calls them: by their names.
for name, given in {"start_again": lamp_table, "start_mappers": None}.items():
    globals()[name](given)
