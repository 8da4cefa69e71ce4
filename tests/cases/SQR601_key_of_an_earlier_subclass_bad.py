from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Party(Base):
    __tablename__ = "party"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    __mapper_args__ = {"polymorphic_on": kind}


class Worker(Party):
    firm_id = Column(ForeignKey("firm.id", use_alter=True, name="worker_firm"))
    __mapper_args__ = {"polymorphic_identity": "worker"}


class Firm(Party):  # expect: SQR601
    __tablename__ = "firm"
    id = Column(ForeignKey("party.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "firm"}
