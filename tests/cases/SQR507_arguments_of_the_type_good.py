from sqlalchemy import ARRAY, BigInteger, Boolean, Column, DateTime, Enum, Float, Integer, Numeric, String, Text
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import declarative_base
from sqlalchemy.types import TypeDecorator

Base = declarative_base()


class Short(TypeDecorator):
    impl = String
    cache_ok = True

    def __init__(self, maximum):
        super().__init__(maximum)


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer(), primary_key=True)
    number = Column(BigInteger)
    size = Column(Integer().with_variant(mysql.INTEGER(11, unsigned=True), "mysql"))
    name = Column(String(50, collation=None), nullable=False)
    title = Column(String(length=50))
    short = Column(Short(maximum=3))
    open = Column(Boolean(name="is_open"), default=False)
    made = Column("made_at", DateTime(timezone=True))
    text = Column(type_=Text(length=5))
    price = Column(Numeric(10, scale=2, asdecimal=False))
    weight = Column(Float(precision=3))
    colour = Column(Enum("red", "blue", name="colour", native_enum=False))
    tags = Column(ARRAY(String).with_variant(Text(), "sqlite"))
    sizes = Column(ARRAY(item_type=Integer).with_variant(Text(), "sqlite"))
