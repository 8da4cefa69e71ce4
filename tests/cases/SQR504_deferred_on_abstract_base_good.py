from sqlalchemy import Column, Integer, Text
from sqlalchemy.orm import declarative_base, deferred

Base = declarative_base()


class Document(Base):
    """Mapped itself, so that its subclass inherits the attribute and not the declaration."""

    __tablename__ = "document"
    id = Column(Integer, primary_key=True)
    kind = Column(Text)
    body = deferred(Column(Text))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "document"}


class Letter(Document):
    __mapper_args__ = {"polymorphic_identity": "letter"}
