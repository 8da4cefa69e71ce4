from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()


@mapper_registry.mapped
class Reef:
    __tablename__ = "reef"
    id = Column(Integer, primary_key=True)


@mapper_registry.mapped
class Fish:
    __tablename__ = "fish"
    id = Column(Integer, primary_key=True)
    reef_id = Column(ForeignKey("reef.id"))
    reef = relationship(Reef, back_populates="fish")  # expect: SQR002


Reef.fish = relationship(Fish, back_populates="reef")
