from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Documented(Base):
    __abstract__ = True
    id = Column(Integer, primary_key=True)


def notes_of(model):
    body = {"__tablename__": model.__tablename__ + "_notes"}
    return type(model.__name__ + "Notes", (Documented,), body)  # expect: SQR102
