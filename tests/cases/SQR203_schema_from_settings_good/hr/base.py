import os

from sqlalchemy import MetaData
from sqlalchemy.orm import declarative_base


def schema():
    name = os.environ.get("HR_SCHEMA")
    if not name:
        return None
    return name.lower()


Base = declarative_base(metadata=MetaData(schema=schema()))
