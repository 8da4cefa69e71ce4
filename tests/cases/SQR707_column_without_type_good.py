from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, String, Table
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Stamped:
    by = Column(String(8), nullable=False)

    @declared_attr
    def stamp(cls):
        return Column("at", Integer, index=True)


class Parent(Stamped, Base):
    __tablename__ = "parent"
    __table_args__ = (ForeignKeyConstraint(["next_kind", "next_number"], ["parent.kind", "parent.no"]),)
    kind = Column(String(8), primary_key=True)
    number = Column("no", Integer, primary_key=True)
    size = Column(Integer, default=0)
    next_kind = Column()
    next_no = Column("next_number")


class Sub(Parent):
    depth = Column(Integer)


boxes = Table(
    "boxes",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("other_id", ForeignKey("others.id")),
)
others = Table("others", Base.metadata, Column("id", Integer, primary_key=True))


class Box(Base):
    __table__ = boxes
