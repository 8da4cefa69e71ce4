from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

from .bases import LogBase
from .main import Account


class Entry(LogBase):
    __tablename__ = "entry"
    id = Column(Integer, primary_key=True)
    account_id = Column(ForeignKey(Account.id))
    account = relationship(lambda: Account)
