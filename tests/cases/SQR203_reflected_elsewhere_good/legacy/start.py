from sqlalchemy import create_engine, text

from legacy.models import Base

engine = create_engine("sqlite://")
with engine.begin() as connection:
    connection.execute(text("create table account (id integer primary key)"))
    Base.metadata.reflect(connection)
