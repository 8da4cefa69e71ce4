from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Page(Base):
    __tablename__ = "page"
    id = Column(Integer, primary_key=True)
    text = Column(String)
    version = Column(Integer, nullable=False)
    __mapper_args__ = {"version_id_col": "version"}  # expect: SQR603
