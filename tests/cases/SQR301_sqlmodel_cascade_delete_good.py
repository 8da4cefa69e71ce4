from typing import Optional

from sqlmodel import Field, Relationship, SQLModel


class Orchard(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    trees: list["Tree"] = Relationship(back_populates="orchard", cascade_delete=True)
    wells: list["Well"] = Relationship(cascade_delete=True, passive_deletes=True)


class Tree(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    orchard_id: int = Field(foreign_key="orchard.id", ondelete="CASCADE")
    orchard: Optional[Orchard] = Relationship(
        back_populates="trees", cascade_delete=True, sa_relationship_kwargs={"cascade": "save-update, merge"}
    )


class Well(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    orchard_id: int = Field(foreign_key="orchard.id", ondelete="CASCADE")
    orchard: Optional[Orchard] = Relationship(cascade_delete=False, sa_relationship_kwargs={"viewonly": True})
