from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Berth(Base):
    __tablename__ = "berth"
    id = Column(Integer, primary_key=True)
    whole_id = Column(Integer, ForeignKey("berth.id"))
    whole = relationship("Berth", backref=backref("parts", remote_side=[id]))  # expect: SQR001, SQR208
