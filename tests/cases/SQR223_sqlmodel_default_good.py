from typing import Optional

from sqlmodel import Field, Relationship, SQLModel


class Link(SQLModel, table=True):
    post_id: int = Field(foreign_key="post.id", primary_key=True)
    tag_id: int = Field(foreign_key="tag.id", primary_key=True)
    role: str = "plain"
    rank: int = Field(7)


class Tag(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)


class Post(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    tags: list[Tag] = Relationship(link_model=Link)
