from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Crate(Base):
    __tablename__ = "crate"
    id = Column(Integer, primary_key=True)
    owner_id = Column(ForeignKey("people.id", use_alter=True, name="crate_owner"))  # expect: SQR203


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
