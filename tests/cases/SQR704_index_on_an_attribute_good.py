from sqlalchemy import Column, Index, Integer, String, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    name = Column("full_name", String)


shelves = Table("shelf", Base.metadata, Column("id", Integer, primary_key=True))

Index("author_by_name", Author.name)
Index("author_by_column", Author.__table__.c.full_name.desc())
Index("shelf_by_place", shelves.c["id"])
