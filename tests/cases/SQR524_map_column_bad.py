"""`map_column=True` is about a column of the table that has the name of the synonym."""

from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import declarative_base, synonym

metadata = MetaData()
Base = declarative_base(metadata=metadata)

job = Table("job", metadata, Column("id", Integer, primary_key=True), Column("job_status", String))


class Job(Base):
    __table__ = job
    status = synonym("_status", map_column=True)  # expect: SQR524
