from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class OnFarm:
    @declared_attr
    def farm_id(cls):
        return Column(Integer, ForeignKey("farm.id"))
