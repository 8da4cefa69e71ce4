from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)


class Avatar(Base):
    __tablename__ = "avatar"
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("user.id"), unique=True)
    user = relationship("User", backref=backref("avatar", uselist=False))  # expect: SQR001
