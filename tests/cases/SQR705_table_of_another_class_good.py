from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import column_property, declarative_base

Base = declarative_base()


class Ticket(Base):
    __tablename__ = "ticket"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    length = Column(Integer)
    reason = Column(String)


class Headline(Base):
    __table__ = Ticket.__table__
    text = __table__.c.title
    size = column_property(__table__.c.length)


class Escalated(Ticket):
    __table__ = Ticket.__table__
    why = Ticket.reason
