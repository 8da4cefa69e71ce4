from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import declarative_base, registry, validates

mapper_registry = registry()
Base = declarative_base()

vase_table = Table(
    "vase", mapper_registry.metadata, Column("id", Integer, primary_key=True), Column("colour", String(20))
)


class Vase:
    @validates("color")  # expect: SQR530
    def check_color(self, key, color):
        return color.lower()


mapper_registry.map_imperatively(Vase, vase_table)


class Bowl(Base):
    __table__ = Table(
        "bowl", Base.metadata, Column("id", Integer, primary_key=True), Column("colour", String(20))
    )

    @validates("color")  # expect: SQR530
    def check_color(self, key, color):
        return color.lower()
