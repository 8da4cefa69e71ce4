from sqlalchemy import Column, Identity, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Bill(Base):
    __tablename__ = "bill"
    id = Column(Integer, primary_key=True)
    number = Column(Integer, Identity(), server_default="1")  # expect: SQR707
