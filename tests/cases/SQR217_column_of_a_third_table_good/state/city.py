from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from state.base import Base


class City(Base):
    __tablename__ = "city"
    id = Column(Integer, primary_key=True)
    mayors = relationship(
        "Mayor",
        primaryjoin="City.id == foreign(Mayor.city_id)",
        viewonly=True,
    )
