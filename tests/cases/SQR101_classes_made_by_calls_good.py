import types

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import DeclarativeMeta, declarative_base, relationship

Base = declarative_base()


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    red_flags = relationship("RedFlag", back_populates="ship")
    blue_flags = relationship("BlueFlag", back_populates="ship")
    masts = relationship("Mast", back_populates="ship")
    sails = relationship("Sail", back_populates="ship")


for colour in ("Red", "Blue"):
    globals()[f"{colour}Flag"] = type(
        f"{colour}Flag",
        (Base,),
        {
            "__tablename__": f"{colour.lower()}_flag",
            "id": Column(Integer, primary_key=True),
            "ship_id": Column(ForeignKey("ship.id")),
            "ship": relationship("Ship", back_populates=f"{colour.lower()}_flags"),
        },
    )

KINDS = {}
KINDS["mast"] = DeclarativeMeta(
    "Mast",
    (Base,),
    {
        "__tablename__": "mast",
        "id": Column(Integer, primary_key=True),
        "ship_id": Column(ForeignKey("ship.id")),
        "ship": relationship("Ship", back_populates="masts"),
    },
)


def fill(namespace):
    namespace["__tablename__"] = "sail"
    namespace["id"] = Column(Integer, primary_key=True)
    namespace["ship_id"] = Column(ForeignKey("ship.id"))
    namespace["ship"] = relationship("Ship", back_populates="sails")


Sail = types.new_class("Sail", (Base,), {}, fill)
