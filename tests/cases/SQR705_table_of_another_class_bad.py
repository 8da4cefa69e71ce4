from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import column_property, declarative_base

Base = declarative_base()


class Ticket(Base):
    __tablename__ = "ticket"
    id = Column(Integer, primary_key=True)
    title = Column(String)


class Headline(Base):
    __table__ = Ticket.__table__
    title = Column(String)  # expect: SQR705
    length = column_property(Column(Integer))  # expect: SQR705


class Escalated(Ticket):
    __table__ = Ticket.__table__
    reason = Column(String)  # expect: SQR705
