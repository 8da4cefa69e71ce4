from sqlalchemy import ForeignKey
from sqlalchemy.ext.declarative import ConcreteBase
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Kitchen(Base):
    __tablename__ = "kitchen"
    id: Mapped[int] = mapped_column(primary_key=True)
    staff: Mapped[list["Cook"]] = relationship(back_populates="kitchen")


class Cook(ConcreteBase, Base):
    __tablename__ = "cook"
    id: Mapped[int] = mapped_column(primary_key=True)
    kitchen_id: Mapped[int] = mapped_column(ForeignKey("kitchen.id"))
    kitchen: Mapped[Kitchen] = relationship(back_populates="staff")
    __mapper_args__ = {"polymorphic_identity": "cook"}


class Baker(Cook):
    __tablename__ = "baker"
    id: Mapped[int] = mapped_column(primary_key=True)
    kitchen_id: Mapped[int] = mapped_column(ForeignKey("kitchen.id"))
    kitchen: Mapped[Kitchen] = relationship(back_populates="staff")
    __mapper_args__ = {"polymorphic_identity": "baker", "concrete": True}
