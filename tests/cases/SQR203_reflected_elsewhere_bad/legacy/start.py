from sqlalchemy import MetaData, create_engine, text

engine = create_engine("sqlite://")


def names(connection):
    metadata = MetaData()
    metadata.reflect(connection)
    return sorted(metadata.tables)


with engine.begin() as connection:
    connection.execute(text("create table account (id integer primary key)"))
    names(connection)
