from sqlalchemy import Column, Integer, MetaData, String, Table

metadata = MetaData()


def locks(metadata):
    """The table of locks, made when it is asked for first."""
    if "lock" in metadata.tables:
        return metadata.tables["lock"]
    return Table("lock", metadata, Column("id", Integer, primary_key=True))


def counter(metadata, name):
    locks(metadata)
    return Table(name, metadata, Column("id", Integer, primary_key=True))


jobs = counter(metadata, "job_counter")
files = counter(metadata, "file_counter")
