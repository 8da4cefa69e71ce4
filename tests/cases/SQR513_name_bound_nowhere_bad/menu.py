from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kitchen import Base


class Dish(Base):
    __tablename__ = "dish"
    id: Mapped[int] = mapped_column(primary_key=True)
    chef_id: Mapped[int] = mapped_column(ForeignKey("chef.id"))
    chef: "Chef" = relationship("Chef", back_populates="dishes")  # expect: SQR513
    stars: "Stars" = mapped_column(Integer)  # expect: SQR513
