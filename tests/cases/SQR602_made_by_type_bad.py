"""A mixin makes a class of remarks for each class by type(), all with one identity."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Remark(Base):
    __tablename__ = "remarks"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "remark"}

    id = Column(Integer, primary_key=True)
    kind = Column(String(20))
    boat_id = Column(ForeignKey("boats.id"))
    pier_id = Column(ForeignKey("piers.id"))


class HasRemarks:
    @declared_attr
    def remarks(cls):
        made = type(  # expect: SQR602
            f"{cls.__name__}Remark",
            (Remark,),
            {
                "__tablename__": None,
                "__mapper_args__": {"polymorphic_identity": "about"},
            },
        )
        return relationship(made)


class Boat(HasRemarks, Base):
    __tablename__ = "boats"

    id = Column(Integer, primary_key=True)


class Pier(HasRemarks, Base):
    __tablename__ = "piers"

    id = Column(Integer, primary_key=True)
