from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    sent = relationship("Message", foreign_keys="Message.sender_id", back_populates="sender")
    received = relationship("Message", foreign_keys="Message.recipient_id", back_populates="recipient")


class Message(Base):
    __tablename__ = "message"
    id = Column(Integer, primary_key=True)
    sender_id = Column(ForeignKey("user.id"))
    recipient_id = Column(ForeignKey("user.id"))
    sender = relationship("User", foreign_keys=[sender_id], back_populates="received")  # expect: SQR002
    recipient = relationship("User", foreign_keys=[recipient_id], back_populates="sent")  # expect: SQR002
