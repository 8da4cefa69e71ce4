from sqlalchemy import Column, Integer

size = Column("size", Integer)


def length():
    return Column("length", Integer)
