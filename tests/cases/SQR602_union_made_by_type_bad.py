"""Classes of a union, made by type() for each class that a mixin is for: all have one identity."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Remark(AbstractConcreteBase, Base):
    __mapper_args__ = {"polymorphic_identity": "remark"}
    text = Column(String)


class HasRemarks:
    @declared_attr
    def remarks(cls):
        made = type(  # expect: SQR602
            f"{cls.__name__}Remark",
            (Remark, Base),
            {
                "__tablename__": f"{cls.__name__.lower()}_remarks",
                "__mapper_args__": {
                    "polymorphic_identity": "about",
                    "concrete": True,
                },
                "id": Column(Integer, primary_key=True),
                "about_id": Column(ForeignKey(f"{cls.__tablename__}.id")),
                "about": relationship(cls, back_populates="remarks"),
            },
        )
        return relationship(made, back_populates="about")


class Boat(HasRemarks, Base):
    __tablename__ = "boats"
    id = Column(Integer, primary_key=True)


class Pier(HasRemarks, Base):
    __tablename__ = "piers"
    id = Column(Integer, primary_key=True)
