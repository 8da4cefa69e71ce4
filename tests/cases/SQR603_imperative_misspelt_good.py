from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import registry

mapper_registry = registry()
account = Table(
    "account",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
)


class Account:
    pass


mapper_registry.map_imperatively(Account, account, version_id_col=account.c.version)
