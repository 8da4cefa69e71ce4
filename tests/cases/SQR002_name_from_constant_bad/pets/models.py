from sqlalchemy import Column, ForeignKey
from sqlalchemy.orm import relationship as rel

from pets import names
from pets.base import Model


class Keeper(Model):
    __tablename__ = "keeper"
    pets = rel("Pet", back_populates=names.OWNER)  # expect: SQR002


class Pet(Model):
    __tablename__ = "pet"
    keeper_id = Column(ForeignKey("keeper.id"))
    keeper = rel("Keeper", back_populates=names.PETS)
