from sqlalchemy import Column, ForeignKeyConstraint, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Account(Base):
    __tablename__ = "account"
    tenant = Column(Integer, primary_key=True)
    id = Column(Integer, primary_key=True)
    invoices = relationship("Invoice", back_populates="account")


class Invoice(Base):
    __tablename__ = "invoice"
    __table_args__ = (ForeignKeyConstraint(["tenant", "account_id"], ["account.tenant", "account.id"]),)
    tenant = Column(Integer, primary_key=True)
    id = Column(Integer, primary_key=True)
    account_id = Column(Integer)
    account = relationship(
        "Account",
        primaryjoin="and_(foreign(Invoice.account_id) == Account.id, Invoice.tenant == Account.tenant)",
        back_populates="invoices",
    )
