from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Barn(Base):
    __tablename__ = "barn"
    id = Column(Integer, primary_key=True)
    cows = relationship("Cow", order_by=lambda: [Cow], viewonly=True)  # expect: SQR205


class Cow(Base):
    __tablename__ = "cow"
    id = Column(Integer, primary_key=True)
    barn_id = Column(ForeignKey("barn.id"))
    barn = relationship(Barn, foreign_keys=[Barn])  # expect: SQR205
    home = relationship(Barn, primaryjoin=lambda: Cow.barn_id == Barn, viewonly=True)  # expect: SQR205


herds = Table("herd", Base.metadata, Column("barn_id", ForeignKey("barn.id"), primary_key=True))


class Herd(Base):
    __table__ = herds
    barn = relationship(Barn, remote_side=Barn)  # expect: SQR205
    cows = relationship(Cow, primaryjoin=herds.c.barn_id == Cow.barn_id, foreign_keys=lambda: [Cow.barn], viewonly=True)  # expect: SQR205
