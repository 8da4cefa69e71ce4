from sqlalchemy import Column, ForeignKey, Integer, create_engine, text
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import declarative_base, relationship

engine = create_engine("sqlite://")
with engine.begin() as connection:
    connection.execute(text("create table shop (id integer primary key)"))
    connection.execute(text("create table sale (id integer primary key, shop_id integer references shop(id))"))

Root = declarative_base()
Base = automap_base(Root)


class Sale(Base):
    __tablename__ = "sale"
    of = relationship("Shop", viewonly=True, order_by="Sale.shop_id")


class Shop(Base):
    __tablename__ = "shop"
    sales = relationship("Sale", viewonly=True)


class Note(Root):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    shop_id = Column(Integer, ForeignKey("shop.id"))


Base.prepare(autoload_with=engine)
