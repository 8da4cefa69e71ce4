import os

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
NAMES = os.environ.get("KEYS_OF_KITES", "one two").split()


def numbered(cls):
    for name in NAMES:
        setattr(cls, f"{name}_id", Column(Integer, unique=True))
    return cls


class Numbered:
    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        numbered(cls)


@numbered
class Kite(Base):
    __tablename__ = "kite"
    id = Column(Integer, primary_key=True)


class Wheel(Numbered, Base):
    __tablename__ = "wheel"
    id = Column(Integer, primary_key=True)


class Tail(Base):
    __tablename__ = "tail"
    id = Column(Integer, primary_key=True)
    kite_id = Column(ForeignKey("kite.one_id"))
    wheel_id = Column(ForeignKey("wheel.two_id"))
    kite = relationship(Kite)
