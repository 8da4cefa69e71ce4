from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()

membership = Table(
    "membership",
    Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("team_id", ForeignKey("team.id"), primary_key=True),
)
