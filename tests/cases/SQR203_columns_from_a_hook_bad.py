from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


def with_key(name):
    def decorate(cls):
        setattr(cls, name, Column(Integer, unique=True))
        return cls

    return decorate


class Numbered:
    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        for name in ("first", "second"):
            setattr(cls, f"{name}_id", Column(Integer, unique=True))


@with_key("one_id")
class Kite(Base):
    __tablename__ = "kite"
    id = Column(Integer, primary_key=True)


class Wheel(Numbered, Base):
    __tablename__ = "wheel"
    id = Column(Integer, primary_key=True)


class Tail(Base):
    __tablename__ = "tail"
    id = Column(Integer, primary_key=True)
    kite_id = Column(ForeignKey("kite.one_id"))
    other_id = Column(ForeignKey("kite.two_id"))  # expect: SQR203
    first_id = Column(ForeignKey("wheel.first_id"))
    third_id = Column(ForeignKey("wheel.third_id"))  # expect: SQR203
    kite = relationship(Kite, foreign_keys=[kite_id])
