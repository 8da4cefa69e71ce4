from sqlalchemy import Column, Integer, String, func
from sqlalchemy.orm import declarative_base, foreign, relationship, remote

Base = declarative_base()


class Host(Base):
    __tablename__ = "host"
    id = Column(Integer, primary_key=True)
    address = Column(String)
    subnets = relationship(
        "Subnet",
        primaryjoin="Host.address.op('<<', is_comparison=True)(foreign(Subnet.block))",
        viewonly=True,
    )
    enclosing = relationship(
        "Subnet", primaryjoin="Host.address.bool_op('<<=')(foreign(Subnet.block))", viewonly=True
    )


class Subnet(Base):
    __tablename__ = "subnet"
    block = Column(String, primary_key=True)
    below = relationship(
        "Subnet", primaryjoin=remote(foreign(block)).like(block.concat("/%")), viewonly=True
    )
    starting_alike = relationship(
        "Subnet",
        primaryjoin=func.instr(remote(foreign(block)), block).as_comparison(1, 2) == 1,
        viewonly=True,
    )
