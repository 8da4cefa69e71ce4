from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import column_property, declarative_base, declared_attr, relationship

Base = declarative_base()
Base.unit = "kg"


class Keeper(Base):
    __tablename__ = "keeper"
    id = Column(Integer, primary_key=True)


class Kept:
    @declared_attr
    def keeper(cls):
        return relationship("Keeper", foreign_keys=[cls.keeper_id])

    @declared_attr
    def twice_fed(cls):
        fed = cls.feedings
        return column_property(fed * 2)

    @declared_attr
    def second_keeper(cls):
        if not hasattr(cls, "second_keeper_id"):
            return None
        return relationship("Keeper", foreign_keys=[cls.second_keeper_id])

    @declared_attr
    def name_of_kind(cls):
        return cls.kind()

    @declared_attr
    def weight(cls):
        return Column(Integer, comment=cls.unit)


class Fed:
    @declared_attr
    def feedings(cls):
        return Column(Integer)

    @classmethod
    def kind(cls):
        return None


class Lion(Kept, Fed, Base):
    __tablename__ = "lion"
    id = Column(Integer, primary_key=True)
    keeper_id = Column(Integer, ForeignKey("keeper.id"))


class Tiger(Kept, Fed, Base):
    __tablename__ = "tiger"
    id = Column(Integer, primary_key=True)
    keeper_id = Column(Integer, ForeignKey("keeper.id"))
