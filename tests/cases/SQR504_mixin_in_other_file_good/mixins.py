from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declared_attr, relationship


class Owned:
    owner_id = Column(Integer, ForeignKey("user.id"))
    
    @declared_attr
    def owner(cls):
        return relationship("User")
