from sqlalchemy import Column, Integer
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Payment(AbstractConcreteBase, Base):  # expect: SQR609
    id = Column(Integer, primary_key=True)
    amount = Column(Integer)
