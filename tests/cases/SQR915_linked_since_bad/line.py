from sqlalchemy import Boolean, Column, ForeignKey, Integer
from sqlalchemy.orm import relationship

import order  # noqa: F401 - Line.order means its class
from base import Base


class Line(Base):
    __tablename__ = "lines"
    id = Column(Integer, primary_key=True)
    open = Column(Boolean)
    order_id = Column(Integer, ForeignKey("orders.id"))

    order = relationship(
        "Order",
        back_populates="lines",
        overlaps="lines,open_lines",  # expect: SQR915
    )
