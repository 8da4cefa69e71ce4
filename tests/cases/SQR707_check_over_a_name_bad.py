from sqlalchemy import CheckConstraint, Column, Float, Integer, column, func, literal_column, text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Cargo(Base):
    __tablename__ = "cargo"
    __table_args__ = (CheckConstraint(column("weight") > 0),)
    id = Column(Integer, primary_key=True)
    weight = Column(Float, CheckConstraint(column("weight") > 0))  # expect: SQR707
    height = Column(Float, CheckConstraint(0 < literal_column("height"), name="above"))  # expect: SQR707
    width = Column(Float, CheckConstraint(text("width > 0")))
    depth = Column(Float, CheckConstraint("depth > 0"))
    length = Column(Float, CheckConstraint(func.now() == func.now()))
