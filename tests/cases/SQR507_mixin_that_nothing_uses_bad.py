"""A mixin for the models of others: its body runs all the same."""

from datetime import datetime, timezone

from sqlalchemy import Column, DateTime, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Stamped:
    stamped_at = Column(DateTime, defaults=lambda: datetime.now(timezone.utc))  # expect: SQR507


class Parcel(Base):
    __tablename__ = "parcel"
    id = Column(Integer, primary_key=True)
