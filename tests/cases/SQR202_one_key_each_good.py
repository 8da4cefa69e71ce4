from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Site(Base):
    __tablename__ = "site"
    country = Column(Integer, primary_key=True)
    number = Column(Integer, primary_key=True)


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)


class Visit(Base):
    __tablename__ = "visit"
    id = Column(Integer, primary_key=True)
    country = Column(Integer)
    number = Column(Integer)
    visitor_id = Column(ForeignKey("person.id"))
    host_id = Column(Integer)
    site = relationship("Site")
    visitor = relationship("Person")
    host = relationship("Person", primaryjoin="Person.id == foreign(Visit.host_id)")
    __table_args__ = (ForeignKeyConstraint(["country", "number"], ["site.country", "site.number"]),)
