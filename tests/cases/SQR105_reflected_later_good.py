from sqlalchemy import Column, Integer, Table
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.orm import declarative_base

Base = declarative_base()
Auto = automap_base()

Table("invoice", Base.metadata, Column("id", Integer, primary_key=True))
Table("receipt", Auto.metadata, Column("id", Integer, primary_key=True))


class Invoice(DeferredReflection, Base):
    __tablename__ = "invoice"


class Receipt(Auto):
    __tablename__ = "receipt"
