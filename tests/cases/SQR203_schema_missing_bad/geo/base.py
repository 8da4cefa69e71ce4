from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

SCHEMA = "geo"


class Base(DeclarativeBase):
    metadata = MetaData()
