"""The column has its attribute already: there is nothing left for the synonym to map."""

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, synonym

Base = declarative_base()


class Job(Base):
    __tablename__ = "job"
    id = Column(Integer, primary_key=True)
    _status = Column("status", String)
    status = synonym("_status", map_column=True)  # expect: SQR524
