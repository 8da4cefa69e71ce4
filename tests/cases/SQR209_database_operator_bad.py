from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Host(Base):
    __tablename__ = "host"
    id = Column(Integer, primary_key=True)
    address = Column(String)
    subnets = relationship(
        "Subnet",
        primaryjoin="Host.address.op('<<')(foreign(Subnet.block))",  # expect: SQR209
        viewonly=True,
    )


class Subnet(Base):
    __tablename__ = "subnet"
    block = Column(String, primary_key=True)
