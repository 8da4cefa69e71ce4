from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

paper_label = Table(
    "paper_label",
    Base.metadata,
    Column("letter_id", ForeignKey("letter.id")),
    Column("invoice_id", ForeignKey("invoice.id")),
    Column("label_id", ForeignKey("label.id")),
)


class Label(Base):
    __tablename__ = "label"
    id = Column(Integer, primary_key=True)
    letters = relationship("Letter", secondary=paper_label, back_populates="labels")
    invoices = relationship("Invoice", secondary=paper_label, back_populates="tags")


class Paper(AbstractConcreteBase, Base):
    id = Column(Integer, primary_key=True)


class Letter(Paper):
    __tablename__ = "letter"
    __mapper_args__ = {"polymorphic_identity": "letter", "concrete": True}
    labels = relationship("Label", secondary=paper_label, back_populates="letters")


class Invoice(Paper):
    __tablename__ = "invoice"
    __mapper_args__ = {"polymorphic_identity": "invoice", "concrete": True}
    tags = relationship("Label", secondary=paper_label, back_populates="invoices")
