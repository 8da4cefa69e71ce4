from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Numbered:
    id = Column(Integer, primary_key=True)


class Parent(Numbered, Base):
    __tablename__ = "parent"
    first_id = Column(ForeignKey("parent.id"))
    first = relationship("Parent", primaryjoin=id == first_id)  # expect: SQR211
    again = relationship("Parent", primaryjoin="id == Parent.first_id", viewonly=True)  # expect: SQR211
