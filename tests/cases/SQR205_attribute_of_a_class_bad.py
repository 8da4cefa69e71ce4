from sqlalchemy import Column, ForeignKey, Integer, String, Table, select
from sqlalchemy.orm import column_property, declarative_base, relationship

Base = declarative_base()

shelves = Table("shelf", Base.metadata, Column("id", Integer, primary_key=True))


class Named:
    name = Column(String)

    def label(self):
        return f"<{self.name}>"


class Author(Named, Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    author_id = Column(ForeignKey("author.id"))
    author = relationship(Author, primaryjoin=author_id == Author.ident)  # expect: SQR205
    other = relationship("Author", primaryjoin=lambda: Author.id == Book.writer_id, viewonly=True)  # expect: SQR205


Author.title = column_property(Author.nmae + "!")  # expect: SQR205
Author.on = column_property(select(shelves.c.place).where(shelves.c.id == Author.id).scalar_subquery())  # expect: SQR205
