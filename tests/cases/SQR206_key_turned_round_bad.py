from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

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
        primaryjoin="Ship.harbour_id == Harbour.id",
        foreign_keys="Harbour.id",  # expect: SQR206
        uselist=False,
    )


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    harbour_id = Column(Integer, ForeignKey("harbour.id"))
    # Only read, the end of the key does not matter.
    harbour = relationship(
        "Harbour", primaryjoin="Boat.harbour_id == foreign(Harbour.id)", uselist=False, viewonly=True
    )
