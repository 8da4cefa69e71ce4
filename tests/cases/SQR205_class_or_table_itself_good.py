from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Barn(Base):
    __tablename__ = "barn"
    id = Column(Integer, primary_key=True)
    cows = relationship("Cow", order_by=lambda: [Cow.id], viewonly=True)


class Cow(Base):
    __tablename__ = "cow"
    id = Column(Integer, primary_key=True)
    barn_id = Column(ForeignKey("barn.id"))
    barn = relationship(Barn, foreign_keys=[barn_id])
    home = relationship(Barn, primaryjoin=lambda: Cow.barn_id == Barn.id, viewonly=True)


herds = Table("herd", Base.metadata, Column("barn_id", ForeignKey("barn.id"), primary_key=True))


class Herd(Base):
    __table__ = herds
    barn = relationship(Barn, remote_side=Barn.id)
    cows = relationship(Cow, primaryjoin=herds.c.barn_id == Cow.barn_id, foreign_keys=lambda: [Cow.barn_id], viewonly=True)
