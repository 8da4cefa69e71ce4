from sqlalchemy import Column, ForeignKey, Integer, Table

from base import Base

author = Table("author", Base.metadata, Column("id", Integer, primary_key=True))
book = Table(
    "book",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("author", ForeignKey("author.id")),
)
page = Table(
    "page",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("book", ForeignKey("book.id")),
)
