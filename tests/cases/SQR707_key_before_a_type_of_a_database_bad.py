from sqlalchemy import Column, ForeignKey
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Chef(Base):
    __tablename__ = "chefs"
    id = Column(UUID(as_uuid=True), primary_key=True)


class Dish(Base):
    __tablename__ = "dishes"
    id = Column(UUID(as_uuid=True), primary_key=True)
    chef_id = Column(ForeignKey("chefs.id"), UUID(as_uuid=True))  # expect: SQR707
