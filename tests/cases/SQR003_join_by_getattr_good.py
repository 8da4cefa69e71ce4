from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Owner:
    owned = ""
    owned_by = ""

    @declared_attr
    def parts(cls):
        return relationship(
            cls.owned,
            back_populates="engine",
            primaryjoin=lambda: cls.id == getattr(Part, cls.owned_by),
            foreign_keys=lambda: getattr(Part, cls.owned_by),
        )


class Engine(Owner, Base):
    __tablename__ = "engines"
    owned = "Part"
    owned_by = "engine_id"
    id = Column(Integer, primary_key=True)


class Part(Base):
    __tablename__ = "parts"
    id = Column(Integer, primary_key=True)
    engine_id = Column(ForeignKey("engines.id"))
    supplied_for_id = Column(ForeignKey("engines.id"))
    engine = relationship(Engine, foreign_keys=[engine_id], back_populates="parts")
