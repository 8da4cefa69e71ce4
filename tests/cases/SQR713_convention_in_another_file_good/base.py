from sqlalchemy import Column, Integer, MetaData
from sqlalchemy.orm import declarative_base

CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
}

Base = declarative_base(metadata=MetaData(naming_convention=CONVENTION))


class Numbered:
    id = Column(Integer, primary_key=True)
