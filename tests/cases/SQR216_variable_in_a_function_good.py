from datetime import datetime

from sqlalchemy import Column, DateTime, ForeignKey, Integer, and_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def of_this_run():
    since = datetime.now()
    return and_(Show.channel == Channel.number, Show.starts_at >= since)


class Show(Base):
    __tablename__ = "show"
    id = Column(Integer, primary_key=True)
    channel = Column(Integer, ForeignKey("channel.number"))
    starts_at = Column(DateTime)


class Channel(Base):
    __tablename__ = "channel"
    id = Column(Integer, primary_key=True)
    number = Column(Integer, unique=True)
    shows = relationship("Show", primaryjoin=of_this_run, viewonly=True)
