from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Named:
    def __tablename__(cls):  # expect: SQR702
        return cls.__name__.lower()


class Shelf(Named, Base):
    id = Column(Integer, primary_key=True)


class Drawer(Named, Base):
    id = Column(Integer, primary_key=True)
