import uuid

from sqlalchemy import Column, ForeignKey, Integer, String, Text, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Estate(Base):
    __tablename__ = "estate"
    id = Column(Integer, primary_key=True)
    name = Column(String(40))


class House(Base):
    __tablename__ = "house"
    id = Column(Integer, primary_key=True)
    uuid = Column(String(36), default=uuid.uuid4)
    estate_id = Column(ForeignKey("estate.id"))
    property = relationship("Estate")
    text = Column(Text, server_default=text("''"))

    @property  # expect: SQR525
    def label(self):
        return self.text


class Offer(Base):
    __tablename__ = "offer"
    id = Column(Integer, primary_key=True)
    uuid = Column(String(36), default=uuid.uuid4)
    token = Column(String(36), default=uuid.uuid4)  # expect: SQR525


class Note(Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)
    text = Column(Text)
    state = Column(String(8), server_default=text("'new'"))  # expect: SQR525


class Deed(Base):
    __tablename__ = "deed"
    id = Column(Integer, primary_key=True)

    @hybrid_property
    def property(self):
        return self.id

    @property.setter
    def property(self, value):
        self.id = value

    @property  # expect: SQR525
    def label(self):
        return "deed"
