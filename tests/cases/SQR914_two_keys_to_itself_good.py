from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Page(Base):
    __tablename__ = "page"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("page.id"))
    cover_id = Column(Integer, ForeignKey("page.id"))
    parent = relationship("Page", foreign_keys=[parent_id], remote_side=[id], back_populates="children")
    children = relationship("Page", foreign_keys=[parent_id], back_populates="parent")
    cover = relationship("Page", foreign_keys=[cover_id], remote_side=[id], post_update=True)
