from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)


class Letter(Base):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
    sender = relationship("Person")  # expect: SQR202
    sender_id = Column(ForeignKey("person.id"))
    reader_id = Column(ForeignKey("person.id"))


class Card(Base):
    __table__ = Table(
        "card",
        Base.metadata,
        Column("id", Integer, primary_key=True),
        Column("sender_id", ForeignKey("person.id")),
        Column("reader_id", ForeignKey("person.id")),
    )
    sender = relationship("Person")  # expect: SQR202


class Parcel:
    pass


Base.registry.map_imperatively(
    Parcel,
    Table(
        "parcel",
        Base.metadata,
        Column("id", Integer, primary_key=True),
        Column("sender_id", ForeignKey("person.id")),
        Column("reader_id", ForeignKey("person.id")),
    ),
    properties={"sender": relationship("Person")},  # expect: SQR202
)
