from sqlalchemy import Boolean, Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Folder(Base):
    __tablename__ = "folder"
    id = Column(Integer, primary_key=True)
    closed = Column(Boolean)
    parent_id = Column(ForeignKey("folder.id"))
    open_folders = relationship(
        "Folder",
        primaryjoin="and_(Folder.id == Folder.parent_id, Folder.closed == False)",  # expect: SQR209
        viewonly=True,
    )
