from sqlalchemy import Column, Integer, Text
from sqlalchemy.orm import declarative_base, deferred

Base = declarative_base()


class Document(Base):
    __abstract__ = True
    id = Column(Integer, primary_key=True)
    body = deferred(Column(Text))  # expect: SQR504


class Letter(Document):
    __tablename__ = "letter"
