from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Folder(Base):
    __tablename__ = "folder"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("folder.id"))
    parent = relationship("Folder", back_populates="folders", remote_side=[id])
    folders = relationship("Folder", back_populates="parent", remote_side=[parent_id])


class Branch(Base):
    __tablename__ = "branch"
    id = Column(Integer, primary_key=True)
    stem_id = Column(ForeignKey("branch.id"))
    stem = relationship("Branch", back_populates="twigs", remote_side=[id])
    twigs = relationship("Branch", back_populates="stem")
