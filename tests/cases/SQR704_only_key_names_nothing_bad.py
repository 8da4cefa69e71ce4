from sqlalchemy import Column, Integer, PrimaryKeyConstraint
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Voyage(Base):
    __tablename__ = "voyage"
    __table_args__ = (PrimaryKeyConstraint("voyage_id", name="voyage_key"),)  # expect: SQR704
    id = Column(Integer)
