from sqlalchemy import CheckConstraint, Column, Float, Integer, column, func, text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Cargo(Base):
    __tablename__ = "cargo"
    __table_args__ = (CheckConstraint(column("weight") > 0),)
    id = Column(Integer, primary_key=True)
    weight = Column(Float, CheckConstraint("weight > 0"))
    height = Column(Float, CheckConstraint("height > 0", name="above"))
    width = Column(Float, CheckConstraint(text("width > 0")))
    depth = Column(Float, CheckConstraint("depth > 0"))
    length = Column(Float, CheckConstraint(func.now() == func.now()))
