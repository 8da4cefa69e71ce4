from flask_login import UserMixin
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(UserMixin, Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey(User.user_id))  # expect: SQR203
