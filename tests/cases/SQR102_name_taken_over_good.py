"""The second class takes the first one's name in the module: nothing holds that one, and it may be gone."""

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Reef(Base):
    __tablename__ = "reef"
    id = Column(Integer, primary_key=True)
    divers = relationship("Diver", foreign_keys="Diver.reef_id", back_populates="reef")


class Diver(Base):
    __tablename__ = "diver"
    __table_args__ = {"extend_existing": True}
    id = Column(Integer, primary_key=True)
    reef_id = Column(ForeignKey("reef.id"))
    guide_id = Column(ForeignKey("reef.id"))
    reef = relationship("Reef", foreign_keys=[reef_id], back_populates="divers")
    guided = relationship("Reef", foreign_keys=[guide_id])
