from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)


class Membership(Base):
    __tablename__ = "membership"
    user_id = Column(ForeignKey("user.id"))
    role = Column(String(10))
    __table_args__ = (PrimaryKeyConstraint("user_id", "role"),)


class View(Base):
    __tablename__ = "view"
    number = Column(Integer)
    __mapper_args__ = {"primary_key": [number]}
