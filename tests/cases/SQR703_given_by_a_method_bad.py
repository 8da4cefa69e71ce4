from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Stored:
    def __table_args__(cls):  # expect: SQR703
        return {"comment": cls.__name__}


class Shelf(Stored, Base):
    __tablename__ = "shelf"
    id = Column(Integer, primary_key=True)
