from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.orm import Mapped, declarative_base, mapped_column

Base = declarative_base()


class Reflected(DeferredReflection):
    __abstract__ = True


class Animal(Reflected, Base):
    __tablename__ = "animal"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "animal"}


class Dog(Animal):
    breed: Mapped[str] = mapped_column(use_existing_column=True)  # expect: SQR604
    __mapper_args__ = {"polymorphic_identity": "dog"}
