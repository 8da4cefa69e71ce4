from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import registry

from domain import Account, Loan, Report, Savings

metadata = MetaData()
mapper_registry = registry(metadata=metadata)
account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("type", String(10)),
)
report = Table("report", metadata, Column("id", Integer, primary_key=True))


def start_mappers():
    mapper_registry.map_imperatively(
        Account,
        account,
        polymorphic_on=account.c.type,
        polymorphic_identity="account",
    )
    mapper_registry.map_imperatively(Savings, inherits=Account, polymorphic_identity="savings")
    mapper_registry.map_imperatively(Loan, inherits=Account)  # expect: SQR602
    mapper_registry.map_imperatively(Report, report)


start_mappers()
