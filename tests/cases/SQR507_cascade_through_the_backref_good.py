from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Owner(Base):
    __tablename__ = "owner"
    id = Column(Integer, primary_key=True)
    boats = relationship(
        "Boat",
        back_populates="owner",
        cascade_backrefs=False,
    )


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    owner_id = Column(ForeignKey("owner.id"))
    owner = relationship("Owner", back_populates="boats")
