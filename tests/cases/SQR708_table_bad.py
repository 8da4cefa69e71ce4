from sqlalchemy import Column, Integer, MetaData, Table, PrimaryKeyConstraint

metadata = MetaData()
box = Table(
    "box",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer),
    PrimaryKeyConstraint("number"),  # expect: SQR708
)
