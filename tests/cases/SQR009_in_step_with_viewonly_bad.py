from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Lake(Base):
    __tablename__ = "lake"
    id = Column(Integer, primary_key=True)
    fish = relationship("Fish", back_populates="lake", viewonly=True)


class Fish(Base):
    __tablename__ = "fish"
    id = Column(Integer, primary_key=True)
    lake_id = Column(ForeignKey("lake.id"))
    lake = relationship(
        "Lake",
        back_populates="fish",
        sync_backref=True,  # expect: SQR009
    )
