from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Car(Base):
    __tablename__ = "car"
    id = Column(Integer, primary_key=True)
    driver_id = Column(ForeignKey("driver.id"))
    driver = relationship("Driver", foreign_keys=[driver_id], post_update=True)


class Driver(Base):
    __tablename__ = "driver"
    id = Column(Integer, primary_key=True)
    car_id = Column(ForeignKey("car.id", name="fk_driver_car", use_alter=True))
    car = relationship("Car", foreign_keys=[car_id])
