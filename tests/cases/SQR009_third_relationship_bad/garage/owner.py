from sqlalchemy.orm import Mapped, mapped_column, relationship

from garage.base import Base


class Owner(Base):
    __tablename__ = "owner"
    id: Mapped[int] = mapped_column(primary_key=True)
    cars: Mapped[list["Car"]] = relationship(back_populates="owner")
    old_cars: Mapped[list["Car"]] = relationship(
        primaryjoin="and_(Owner.id == Car.owner_id, Car.year < 1990)",
        viewonly=True,
        back_populates="owner",  # expect: SQR009
    )
