from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import registry, relationship


class Library:
    def __init__(self):
        self.mapper_registry = registry()

    def map_books(self):
        books = Table("book", self.mapper_registry.metadata, Column("id", Integer, primary_key=True))
        pages = Table(
            "page",
            self.mapper_registry.metadata,
            Column("id", Integer, primary_key=True),
            Column("book_id", ForeignKey("book.id")),
        )

        class Book:
            pass

        class Page:
            pass

        self.mapper_registry.map_imperatively(
            Book,
            books,
            properties={
                "pages": relationship(self.mapper_registry.map_imperatively(Page, pages)),
            },
        )
        return Book, Page, pages


# As a suite of tests calls them: by their names.
for name in [each for each in vars(Library) if each.startswith("map_")]:
    getattr(Library(), name)()
