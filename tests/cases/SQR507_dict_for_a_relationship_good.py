from typing import Optional

from sqlmodel import Field, Relationship, SQLModel


class Lock(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    key: "Key" = Relationship(back_populates="lock", sa_relationship_kwargs={"uselist": False})


class Key(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    lock_id: int = Field(foreign_key="lock.id")
    lock: Lock = Relationship(back_populates="key")
