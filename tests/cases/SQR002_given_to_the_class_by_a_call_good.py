from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import add_mapped_attribute, declarative_base, relationship

Base = declarative_base()


class Harbour(Base):
    __tablename__ = "harbour"
    id = Column(Integer, primary_key=True)


class Quay(Base):
    __tablename__ = "quay"
    id = Column(Integer, primary_key=True)
    harbour_id = Column(ForeignKey("harbour.id"))
    harbour = relationship(Harbour, back_populates="quays")


add_mapped_attribute(Harbour, "quays", relationship(Quay, back_populates="harbour"))
