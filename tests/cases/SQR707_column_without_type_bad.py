from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, String, Table
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Stamped:
    by = Column(nullable=False)  # expect: SQR707

    @declared_attr
    def stamp(cls):
        return Column("at", index=True)  # expect: SQR707


class Parent(Stamped, Base):
    __tablename__ = "parent"
    __table_args__ = (ForeignKeyConstraint(["next_kind", "next_number"], ["parent.kind", "parent.no"]),)
    kind = Column(String(8), primary_key=True)
    number = Column("no", Integer, primary_key=True)
    size = Column(default=0)  # expect: SQR707
    next_kind = Column()
    next_no = Column("next_number")


class Sub(Parent):
    depth = Column()  # expect: SQR707


boxes = Table(
    "boxes",
    Base.metadata,
    Column("id", primary_key=True),  # expect: SQR707
    Column("other_id", ForeignKey("others.id")),
)
others = Table("others", Base.metadata, Column("id", Integer, primary_key=True))


class Box(Base):
    __table__ = boxes
