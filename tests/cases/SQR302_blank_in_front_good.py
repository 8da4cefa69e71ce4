from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Case(Base):
    __tablename__ = "case"
    id = Column(Integer, primary_key=True)
    files = relationship("File", cascade="all , delete-orphan")


class File(Base):
    __tablename__ = "file"
    id = Column(Integer, primary_key=True)
    case_id = Column(ForeignKey("case.id"))
