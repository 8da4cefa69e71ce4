"""Names that the class itself does not have, and that are there when the proxy is used."""

from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import backref, declarative_base, reconstructor, relationship

Base = declarative_base()


class Named:
    names = association_proxy("parts", "name")


class Machine(Base):
    __tablename__ = "machine"
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    belts = association_proxy("motors", "belt")
    wheels = association_proxy("rims", "wheel")
    states = association_proxy("parts", "state")
    weights = association_proxy("parts", "weight")
    sizes = association_proxy("parts", "size")
    lights = association_proxy("lamps", "light")
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "machine"}


class Car(Named, Machine):
    motors = relationship("Motor")
    __mapper_args__ = {"polymorphic_identity": "car"}


class Toy(Named, Base):
    __tablename__ = "toy"
    id = Column(Integer, primary_key=True)


class Motor(Base):
    __tablename__ = "motor"
    id = Column(Integer, primary_key=True)
    belt = Column(String)
    machine_id = Column(ForeignKey("machine.id"))


class Rim(Base):
    __tablename__ = "rim"
    id = Column(Integer, primary_key=True)
    wheel = Column(String)
    machine_id = Column(ForeignKey("machine.id"))
    machine = relationship("Machine", backref=backref("rims", lazy="select"))  # expect: SQR001


class Part(Base):
    __tablename__ = "part"
    id = Column(Integer, primary_key=True)
    kind = Column(String)
    name = Column(String)
    machine_id = Column(ForeignKey("machine.id"))
    machine = relationship("Machine", back_populates="parts")
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "part"}

    def __init__(self, state=1):
        self.state = state

    @reconstructor
    def again(self):
        self.state: int = 2

    @property
    def weight(self):
        return 3


class Screw(Part):
    size = 4
    __mapper_args__ = {"polymorphic_identity": "screw"}


class Lamp(Base):
    __tablename__ = "lamp"
    id = Column(Integer, primary_key=True)
    machine_id = Column(ForeignKey("machine.id"))

    def __getattr__(self, name):
        if name == "light":
            return 5
        raise AttributeError(name)


Machine.parts = relationship("Part", back_populates="machine")
Machine.__mapper__.add_property("lamps", relationship("Lamp"))
