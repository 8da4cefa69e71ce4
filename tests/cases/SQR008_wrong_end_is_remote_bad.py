from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Category(Base):
    __tablename__ = "category"
    key = Column("id", Integer, primary_key=True)
    parent_id = Column(ForeignKey("category.id"))
    children = relationship("Category", backref=backref("parent", remote_side=parent_id))  # expect: SQR001,SQR008
