from sqlalchemy import Column, ForeignKey, Integer

from .bases import Events
from .user import User


class Event(Events):
    __tablename__ = "events"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey(User.id))
