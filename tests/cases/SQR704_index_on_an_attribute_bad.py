from sqlalchemy import Column, Index, Integer, String, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    name = Column("full_name", String)


shelves = Table("shelf", Base.metadata, Column("id", Integer, primary_key=True))

Index("author_by_name", Author.full_name)  # expect: SQR704
Index("author_by_column", Author.__table__.c.name.desc())  # expect: SQR704
Index("shelf_by_place", shelves.c["place"])  # expect: SQR704
