from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()

reset_tokens = Table(
    "reset_token",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", Integer, ForeignKey("user.id")),
    Column("token", String),
)


class ResetToken(Base):
    __tablename__ = "reset_token"
    user = relationship("User", back_populates="reset_tokens")


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    reset_tokens = relationship("ResetToken", back_populates="user")


class PublicUser(Base):
    __tablename__ = "user"
    tokens = relationship("ResetToken", viewonly=True)
