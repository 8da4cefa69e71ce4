from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Harbour(Base):
    __tablename__ = "harbour"
    id = Column(Integer, primary_key=True)


class Vessel(Base):
    __tablename__ = "vessel"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "vessel"}


class HasHarbour:
    @declared_attr
    def harbour_id(cls):  # expect: SQR604
        return Column(ForeignKey("harbour.id"), nullable=True)


class Ferry(HasHarbour, Vessel):
    __mapper_args__ = {"polymorphic_identity": "ferry"}


class Tug(HasHarbour, Vessel):
    __mapper_args__ = {"polymorphic_identity": "tug"}
