import re

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

WORDS = re.compile("(?=[A-Z])")


def words(name):
    return "_".join([word.lower() for word in WORDS.split(name) if word])


class Named:
    @declared_attr
    def __tablename__(cls):
        return words(cls.__name__)

    id = Column(Integer, primary_key=True)


Base = declarative_base(cls=Named)


class LockGate(Base):
    pass


class CanalBoat(Base):
    __tablename__ = "_".join(re.findall("[A-Z][a-z]+", "CanalBoat")).lower()
    gate_id = Column(ForeignKey("lock_gate.id"))
    gate = relationship(LockGate)


class TowPath(Base):
    __tablename__ = re.sub(pattern="(?<!^)(?=[A-Z])", repl="_", string="TowPath").lower()
    boat_id = Column(ForeignKey("canal_boat.id"))
    boat = relationship(CanalBoat)


class TowHorse(Base):
    path_id = Column(ForeignKey("tow_path.id"))
    path = relationship(TowPath)
