from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class BoatHarbour(SQLModel, table=True):
    __tablename__ = "boat_harbour"
    boat_id: Optional[int] = Field(default=None, foreign_key="boat.id", primary_key=True)
    harbour_id: Optional[int] = Field(default=None, foreign_key="harbour.id", primary_key=True)


class Harbour(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    boats: List["Boat"] = Relationship(back_populates="harbours", link_model=BoatHarbour)


class Boat(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    home_id: Optional[int] = Field(default=None, foreign_key="harbour.id")
    harbours: List[Harbour] = Relationship(
        back_populates="boats",
        link_model=BoatHarbour,
    )
