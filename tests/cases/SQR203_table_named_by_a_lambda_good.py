from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Part:
    __tablename__ = declared_attr(lambda cls: f"{cls.kind}_part")
    id = Column(Integer, primary_key=True)


class Quay(Part, Base):
    kind = "quay"
    berths = relationship("Berth")


class Berth(Part, Base):
    kind = "berth"
    quay_id = Column(Integer, ForeignKey("quay_part.id"))
