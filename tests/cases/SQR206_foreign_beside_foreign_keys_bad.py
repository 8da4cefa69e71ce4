from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, foreign, relationship

Base = declarative_base()


class Harbour(Base):
    __tablename__ = "harbour"
    id = Column(Integer, primary_key=True)


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    harbour_id = Column(Integer, ForeignKey("harbour.id"))
    harbour = relationship(
        "Harbour",
        foreign_keys=[harbour_id],
        primaryjoin=lambda: Ship.harbour_id == foreign(Harbour.id),  # expect: SQR206
    )
