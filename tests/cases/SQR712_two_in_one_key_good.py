from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Line(Base):
    __tablename__ = "line"
    bill = Column(Integer, primary_key=True, autoincrement=False)
    position = Column(Integer, primary_key=True, autoincrement="ignore_fk")
