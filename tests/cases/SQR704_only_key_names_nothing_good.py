from sqlalchemy import Column, Integer, PrimaryKeyConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Voyage(Base):
    __tablename__ = "voyage"
    __table_args__ = (PrimaryKeyConstraint("id", name="voyage_key"),)
    id = Column(Integer)
