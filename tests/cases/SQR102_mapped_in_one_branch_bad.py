from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import registry

mapper_registry = registry()
lamp_table = Table("lamp", mapper_registry.metadata, Column("id", Integer, primary_key=True))


class Lamp:
    pass


def start_mappers(eager):
    mapper_registry.map_imperatively(Lamp, lamp_table)
    mapper_registry.map_imperatively(Lamp, lamp_table, eager_defaults=eager)  # expect: SQR102


start_mappers(True)
