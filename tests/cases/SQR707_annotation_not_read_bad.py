from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    size: Mapped[int] = Column()  # expect: SQR707
