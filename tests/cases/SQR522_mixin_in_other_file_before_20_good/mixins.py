from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declared_attr


class Owned:
    @declared_attr
    def owner_id(cls):
        return Column(Integer, ForeignKey("user.id"))
