from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Court(Base):
    __tablename__ = "court"
    id = Column(Integer, primary_key=True)


class Match(Base):
    __tablename__ = "match"
    id = Column(Integer, primary_key=True)
    for _name in ("court_id", "other_id"):
        locals()[_name] = Column(Integer, ForeignKey("court.id"))
    court = relationship("Court", foreign_keys="Match.court_id")
