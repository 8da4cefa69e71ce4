from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def common():
    return {
        "id": Column(Integer, primary_key=True),
        "dishes": relationship("Dish", back_populates="cook"),
    }


class Cook(Base):
    __tablename__ = "cook"
    vars().update(common())


class Dish(Base):
    __tablename__ = "dish"
    id = Column(Integer, primary_key=True)
    cook_id = Column(ForeignKey("cook.id"))
    cook = relationship("Cook", back_populates="dishes")
    exec("notes = relationship('Note', back_populates='dish')")


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    dish_id = Column(ForeignKey("dish.id"))
    dish = relationship("Dish", back_populates="notes")
    own = locals()
    own["shop_id"] = Column(ForeignKey("shop.id"))
    own["shop"] = relationship("Shop", back_populates="notes")


class Shop(Base):
    __tablename__ = "shop"
    id = Column(Integer, primary_key=True)
    notes = relationship("Note", back_populates="shop")
