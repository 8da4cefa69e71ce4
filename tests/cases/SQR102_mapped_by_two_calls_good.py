from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import registry

mapper_registry = registry()

table = Table("box", mapper_registry.metadata, Column("id", Integer, primary_key=True))


class Box:
    pass


mapper_registry.map_imperatively(Box, table)
