from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import clear_mappers, configure_mappers, declarative_base, relationship

Base = declarative_base()


def test_both_sides():
    class Pen(Base):
        __tablename__ = "pen"
        id = Column(Integer, primary_key=True)
        caps = relationship("Cap", back_populates="pen")

    class Cap(Base):
        __tablename__ = "cap"
        id = Column(Integer, primary_key=True)
        pen_id = Column(ForeignKey("pen.id"))
        pen = relationship("Pen", back_populates="caps")

    configure_mappers()
    clear_mappers()
    Base.metadata.clear()


def test_other_name():
    class Pen(Base):
        __tablename__ = "pen"
        id = Column(Integer, primary_key=True)
        caps = relationship("Cap", back_populates="pen")  # expect: SQR002

    class Cap(Base):
        __tablename__ = "cap"
        id = Column(Integer, primary_key=True)
        pen_id = Column(ForeignKey("pen.id"))
        owner = relationship("Pen", back_populates="caps")

    configure_mappers()
    clear_mappers()
    Base.metadata.clear()
