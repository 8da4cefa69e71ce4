from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Reef(Base):
    __tablename__ = "reef"
    id = Column(Integer, primary_key=True)


class Fish(Base):
    __tablename__ = "fish"
    id = Column(Integer, primary_key=True)
    reef_id = Column(ForeignKey("reef.id"))


Reef.fish = relationship("Fish", viewonly=True)
Fish.__mapper__.add_property("reef", relationship(Reef, viewonly=True))
