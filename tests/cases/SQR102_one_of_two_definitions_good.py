import sys

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

if sys.maxsize > 2**32:

    class Blob(Base):
        __tablename__ = "blob"
        id = Column(Integer, primary_key=True)

else:

    class Blob(Base):
        __tablename__ = "blob"
        id = Column(Integer, primary_key=True)
        high = Column(Integer)


class File(Base):
    __tablename__ = "file"
    id = Column(Integer, primary_key=True)
    blob_id = Column(ForeignKey("blob.id"))
    blob = relationship("Blob")
