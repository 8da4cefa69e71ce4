from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import registry

metadata = MetaData()
mapper_registry = registry(metadata=metadata)
account = Table("account", metadata, Column("id", Integer, primary_key=True), Column("type", String(10)))
event = Table("event", metadata, Column("id", Integer, primary_key=True), Column("type", String(10)))


class Account:
    pass


class Event:
    pass


mapper_registry.map_imperatively(
    Account,
    account,
    polymorphic_on="kind",
    polymorphic_identity="account",
    properties={"kind": account.c.type},
)
# The attributes of the columns have names of their own.
mapper_registry.map_imperatively(
    class_=Event,
    local_table=event,
    polymorphic_on="_type",
    polymorphic_identity="event",
    column_prefix="_",
)
