"""The second class takes the first one's name in the module: nothing holds that one, and it may be gone."""

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Reef(Base):
    __tablename__ = "reef"
    id = Column(Integer, primary_key=True)


class Diver(Base):
    __tablename__ = "diver"
    __table_args__ = {"extend_existing": True}
    id = Column(Integer, primary_key=True)
    reef_id = Column(ForeignKey("reef.id"))
    guide_id = Column(ForeignKey("reef.id"))
    reef = relationship("Reef", foreign_keys=[reef_id], backref=backref("divers"))  # expect: SQR001
    guided = relationship("Reef", foreign_keys=[guide_id])


class Diver(Base):  # expect: SQR102
    __tablename__ = "diver"
    __table_args__ = {"extend_existing": True}
    id = Column(Integer, primary_key=True)
    reef_id = Column(ForeignKey("reef.id"))
    guide_id = Column(ForeignKey("reef.id"))
    reef = relationship("Reef", foreign_keys=[reef_id], backref=backref("divers"))
    guided = relationship("Reef", foreign_keys=[guide_id])
