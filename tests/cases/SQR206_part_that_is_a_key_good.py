from sqlalchemy import Column, ForeignKeyConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    __table_args__ = (UniqueConstraint("tenant", "id"),)
    id = Column(Integer, primary_key=True)
    tenant = Column(Integer)


class Note(Base):
    __tablename__ = "note"
    __table_args__ = (ForeignKeyConstraint(["tenant", "user_id"], ["user.tenant", "user.id"]),)
    id = Column(Integer, primary_key=True)
    tenant = Column(Integer)
    user_id = Column(Integer)
    user = relationship("User", foreign_keys=[user_id])
