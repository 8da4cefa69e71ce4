from sqlalchemy import Column, ForeignKey, Integer

from .bases import Events


class Event(Events):
    __tablename__ = "events"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"))  # expect: SQR203
