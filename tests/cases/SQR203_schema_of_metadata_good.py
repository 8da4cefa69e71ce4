from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, Table

metadata = MetaData(schema="ops")

unit = Table(
    "unit",
    metadata,
    Column("unit_no", Integer, primary_key=True, key="number"),
    Column("site", Integer, primary_key=True),
)
task = Table(
    "task",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer),
    Column("site", Integer),
    Column("after", ForeignKey("ops.task.id")),
    Column("before", ForeignKey("task.id")),
    ForeignKeyConstraint(["number", "site"], ["unit.number", "unit.site"]),
)
