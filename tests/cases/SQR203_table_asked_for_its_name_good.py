from sqlalchemy import Column, ForeignKey, Integer, MetaData
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base(metadata=MetaData(schema="port"))


class Berth(Base):
    __tablename__ = "berths"
    number = Column(Integer, primary_key=True)


class Moored:
    moored_at = None

    @declared_attr
    def place(cls):
        return Column(ForeignKey(f"{cls.moored_at.__table__.fullname}.number"))


class Ship(Moored, Base):
    __tablename__ = "ships"
    moored_at = Berth
    id = Column(Integer, primary_key=True)


class Barge(Base):
    __tablename__ = "barges"
    id = Column(Integer, primary_key=True)
    place = Column(ForeignKey(Berth.__table__.schema + "." + Berth.__table__.name + ".number"))
