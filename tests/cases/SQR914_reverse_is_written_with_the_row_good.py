from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Page(Base):
    __tablename__ = "page"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("page.id"))
    cover_id = Column(Integer, ForeignKey("page.id"))
    parent = relationship("Page", foreign_keys=[parent_id], remote_side=[id])
    cover = relationship(
        "Page", foreign_keys=[cover_id], remote_side=[id], back_populates="covers", post_update=True
    )
    covers = relationship("Page", foreign_keys=[cover_id], back_populates="cover", post_update=True)
