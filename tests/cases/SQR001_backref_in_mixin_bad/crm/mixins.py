from sqlalchemy import Column, ForeignKey
from sqlalchemy.orm import declared_attr, relationship


class Owned:
    @declared_attr
    def owner_id(cls):
        return Column(ForeignKey("account.id"))

    @declared_attr
    def owner(cls):
        return relationship("Account", backref=cls.__tablename__ + "_list")  # expect: SQR001
