from sqlalchemy import Column, ForeignKeyConstraint, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Tower(Base):
    __tablename__ = "tower"
    city = Column(Integer, primary_key=True)
    number = Column(Integer, primary_key=True)


class Bell(Base):
    __tablename__ = "bell"
    __table_args__ = (
        ForeignKeyConstraint(["city", "tower_number"], ["tower.city", "tower.number"]),
    )
    id = Column(Integer, primary_key=True)
    city = Column(Integer)
    tower_number = Column(Integer)
    tower = relationship(Tower)
