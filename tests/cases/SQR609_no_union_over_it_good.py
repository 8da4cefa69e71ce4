from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Kind(Base):
    __tablename__ = "kind"
    id = Column(Integer, primary_key=True)


class Shape(AbstractConcreteBase, Base):
    pass


class Circle(Shape):
    __tablename__ = "circle"
    id = Column(Integer, primary_key=True)
    type_id = Column(ForeignKey("kind.id"))
    # No column.
    type = relationship(Kind)
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "circle"}


class Event(ConcreteBase, Base):
    """Gives the mapper what is selected from itself."""

    __tablename__ = "event"
    id = Column(Integer, primary_key=True)
    type = Column(String(10))
    __mapper_args__ = {"polymorphic_on": type, "polymorphic_identity": "event", "with_polymorphic": "*"}


class Note(ConcreteBase, Base):
    """Never has a union made."""

    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    type = Column(String(10))
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "note"}

    @classmethod
    def __declare_first__(cls):
        pass


class Document(Base):
    """Is above what the union is made for."""

    __tablename__ = "document"
    id = Column(Integer, primary_key=True)
    type = Column(String(10))
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "document"}


class Letter(ConcreteBase, Document):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "letter"}


class Parcel(AbstractConcreteBase, Base):
    """Has no mapper itself."""

    @classmethod
    def _sa_decl_prepare_nocascade(cls):
        pass


class Letterbox(Parcel):
    __tablename__ = "letterbox"
    id = Column(Integer, primary_key=True)
    type = Column(String(10))
    __mapper_args__ = {"concrete": True, "polymorphic_identity": "letterbox"}
