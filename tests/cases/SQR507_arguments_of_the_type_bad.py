from sqlalchemy import ARRAY, BigInteger, Boolean, Column, DateTime, Integer, Numeric, String, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer(11), primary_key=True)  # expect: SQR507
    number = Column(BigInteger(unsigned=True))  # expect: SQR507
    name = Column(String(50, nullable=False))  # expect: SQR507
    title = Column(String(max_length=50))  # expect: SQR507
    open = Column(Boolean(default=False))  # expect: SQR507
    made = Column("made_at", DateTime(zone=True))  # expect: SQR507
    text = Column(type_=Text(lenght=5))  # expect: SQR507
    price = Column(Numeric(digits=2))  # expect: SQR507
    tags = Column(ARRAY)  # expect: SQR507
    sizes = Column(ARRAY())  # expect: SQR507
