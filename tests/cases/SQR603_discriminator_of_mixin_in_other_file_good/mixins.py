from sqlalchemy import Column, String


class Polymorphic:
    kind = Column(String(20))
    __mapper_args__ = {"polymorphic_on": "kind"}
