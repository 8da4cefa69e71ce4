import os

from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import declarative_base

from shop.base import Base

OTHER = declarative_base() if os.environ.get("OWN_TABLES") else Base


def receipts(metadata):
    return Table("receipt", metadata, Column("id", Integer, primary_key=True))


def create_voucher(manager):
    class Voucher(manager.base):
        __tablename__ = "voucher"
        id = Column(Integer, primary_key=True)

    return Voucher


class Manager:
    base = OTHER


receipts(OTHER.metadata)
Voucher = create_voucher(Manager())
