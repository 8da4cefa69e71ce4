from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Ration(Base):
    __tablename__ = "ration"
    id = Column(Integer, primary_key=True)
    parts_id = Column(Integer, ForeignKey("ration.id"))
    parts = relationship(
        "Ration",
        cascade="all, delete-orphan",
        backref=backref("whole", remote_side=[id]),  # expect: SQR001
    )
