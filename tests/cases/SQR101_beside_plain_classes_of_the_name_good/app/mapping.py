from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def stored(name):
    def store(cls):
        table = Table(name, Base.metadata, Column("id", Integer, primary_key=True))
        Base.registry.map_imperatively(cls, table)
        return cls

    return store


class Stored:
    def __init_subclass__(cls):
        stored(cls.__name__.lower())(cls)


class Storing(type):
    def __init__(cls, name, bases, body):
        stored(name.lower())(cls)
