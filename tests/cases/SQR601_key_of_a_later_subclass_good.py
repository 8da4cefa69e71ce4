from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Party(Base):
    __tablename__ = "party"
    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    __mapper_args__ = {"polymorphic_on": kind}


class Firm(Party):
    __tablename__ = "firm"
    id = Column(ForeignKey("party.id"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "firm"}


class Broker(Firm):
    head_id = Column(ForeignKey("party.id"))
    __mapper_args__ = {"polymorphic_identity": "broker"}


# The column of a class without a table comes to party when firm has been joined to it already.
class Worker(Party):
    firm_id = Column(ForeignKey("firm.id", use_alter=True, name="worker_firm"))
    firm = relationship(Firm, foreign_keys=[firm_id])
    __mapper_args__ = {"polymorphic_identity": "worker"}
