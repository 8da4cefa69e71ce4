from sqlalchemy import Column, Integer

from harbour.base import Base


class Quay(Base):
    __tablename__ = "quay"
    id = Column(Integer, primary_key=True)
