from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

dish_herb = Table(
    "dish_herb",
    Base.metadata,
    Column("dish_id", ForeignKey("dish.id"), primary_key=True),
    Column("herb_id", ForeignKey("herb.id"), primary_key=True),
)
rivalry = Table(
    "rivalry",
    Base.metadata,
    Column("cook_id", ForeignKey("cook.id"), primary_key=True),
    Column("rival_id", ForeignKey("cook.id"), primary_key=True),
)


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    herbs = relationship("Dish", secondary=dish_herb)  # expect: SQR204


class Herb(Base):
    __tablename__ = "herb"
    id = Column(Integer, primary_key=True)
    dishes = relationship(
        "Dish",
        secondary=dish_herb,
        overlaps="herbs",
        primaryjoin="Herb.id == dish_herb.c.dish_id",
        secondaryjoin="Dish.id == dish_herb.c.dish_id",  # expect: SQR204
    )


class Cook(Base):
    __tablename__ = "cook"
    id = Column(Integer, primary_key=True)
    rivals = relationship(
        "Cook",
        secondary=rivalry,
        primaryjoin=id == rivalry.c.cook_id,
        secondaryjoin=id == rivalry.c.cook_id,  # expect: SQR204
    )
