from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import registry

mapper_registry = registry()

tower = Table("tower", mapper_registry.metadata, Column("id", Integer))


class Tower:  # expect: SQR701
    pass


mapper_registry.map_imperatively(Tower, tower)
