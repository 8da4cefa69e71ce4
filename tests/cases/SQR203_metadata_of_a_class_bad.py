from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Coin(Base):
    __tablename__ = "coin"
    id = Column(Integer, primary_key=True)


def owners(cls):
    return Table(
        f"{cls.__tablename__}_owner",
        cls.__table__.metadata,
        Column("coin_id", ForeignKey("coins.id"), primary_key=True),  # expect: SQR203
        Column("person_id", ForeignKey("person.id"), primary_key=True),
    )


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    coins = relationship(Coin, secondary=owners(Coin))
