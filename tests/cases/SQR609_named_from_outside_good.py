from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Pet(AbstractConcreteBase, Base):
    pass


class Dog(Pet):
    __tablename__ = "dog"
    id = Column(Integer, primary_key=True)
    type = Column(String(10))
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "dog"}


Pet._concrete_discriminator_name = "kind_of_pet"
