from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base


class Keyed:
    id = Column(Integer, primary_key=True)


Base = declarative_base(cls=Keyed)
