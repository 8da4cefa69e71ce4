from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Named:
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()


class Shelf(Named, Base):
    id = Column(Integer, primary_key=True)


class Drawer(Named, Base):
    id = Column(Integer, primary_key=True)
