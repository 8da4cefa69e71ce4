from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

tracks = Table(
    "tracks",
    Base.metadata,
    Column("hound_id", ForeignKey("dog.id"), primary_key=True),
    Column("quarry_id", ForeignKey("dog.id"), primary_key=True),
)


class Dog(Base):
    __tablename__ = "dog"
    id = Column(Integer, primary_key=True)
    hounds = relationship(
        "Dog",
        secondary=tracks,
        foreign_keys=[tracks.c.quarry_id],  # expect: SQR010
        secondaryjoin="Dog.id == tracks.c.quarry_id",
        back_populates="quarries",
    )
    quarries = relationship(
        "Dog",
        secondary=tracks,
        foreign_keys=[tracks.c.hound_id],  # expect: SQR010
        secondaryjoin="Dog.id == tracks.c.hound_id",
        back_populates="hounds",
    )
