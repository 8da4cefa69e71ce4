import os

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Ship(Base):
    __tablename__ = "ship"
    id = Column(Integer, primary_key=True)
    red_flags = relationship("RedFlag")
    blue_flags = relationship("BlueFlag")
    masts = relationship("Mast")
    decks = relationship("Deck")


def part_of_ship(name, base=Base):
    return type(
        name,
        (base,),
        {
            "__tablename__": name.lower(),
            "id": Column(Integer, primary_key=True),
            "ship_id": Column(ForeignKey("ship.id")),
        },
    )


FLAGS = {
    colour: type(Base)(
        f"{colour}Flag",
        (Base,),
        {
            "__tablename__": f"{colour.lower()}_flag",
            "id": Column(Integer, primary_key=True),
            "ship_id": Column(ForeignKey("ship.id")),
        },
    )
    for colour, flown in {"Red": True, "Blue": True, "White": False}.items()
    if flown
}

MASTS = [part_of_ship(name) for name in ("Mast", "Boom")]

DECKS = {name: part_of_ship(name) for name in os.environ.get("DECKS_OF_SHIP", "Deck").split()}
