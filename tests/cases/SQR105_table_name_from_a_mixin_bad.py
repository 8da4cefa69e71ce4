"""A subclass that takes a constraint along with the table name of the mixin defines the table again."""

from sqlalchemy import Column, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class ResourceMixin:
    @declared_attr
    def __tablename__(cls):
        return "resource"

    @declared_attr
    def id(cls):
        return Column(Integer, primary_key=True)

    @declared_attr
    def kind(cls):
        return Column(String(20))

    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "resource"}
    __table_args__ = (UniqueConstraint("kind"),)


class Resource(ResourceMixin, Base):
    bookings = relationship("Booking", back_populates="resource")


class Room(Resource):  # expect: SQR105
    __mapper_args__ = {"polymorphic_identity": "room"}


class Booking(Base):
    __tablename__ = "booking"
    id = Column(Integer, primary_key=True)
    resource_id = Column(ForeignKey("resource.id"))
    resource = relationship("Resource", back_populates="bookings")
