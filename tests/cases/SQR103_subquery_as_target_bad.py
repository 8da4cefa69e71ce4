from sqlalchemy import Column, ForeignKey, Integer, select
from sqlalchemy.orm import aliased, declarative_base, relationship

Base = declarative_base()


class Mill(Base):
    __tablename__ = "mill"
    id = Column(Integer, primary_key=True)


class Sack(Base):
    __tablename__ = "sack"
    id = Column(Integer, primary_key=True)
    mill_id = Column(ForeignKey("mill.id"))


newest = select(Sack).order_by(Sack.id.desc()).limit(5).subquery()
NewSack = aliased(Sack, newest)

Mill.newest = relationship(newest, primaryjoin=newest.c.mill_id == Mill.id, viewonly=True)  # expect: SQR103
