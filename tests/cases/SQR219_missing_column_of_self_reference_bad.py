from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Park(Base):
    __tablename__ = "park"
    id = Column(Integer, primary_key=True)


class Path(Base):
    __tablename__ = "path"
    __table_args__ = (
        UniqueConstraint("id", "park_id"),
        ForeignKeyConstraint(["main_id", "park_id"], ["path.id", "path.park_id"]),  # expect: SQR219
    )
    id = Column(Integer, primary_key=True)
    park_id = Column(Integer, ForeignKey("park.id"), nullable=False)
    main_path_id = Column(Integer)
    park = relationship(Park)
    main = relationship("Path", remote_side=[id, park_id], back_populates="branches", overlaps="park")
    branches = relationship("Path", back_populates="main", overlaps="park", passive_deletes="all")
