from sqlalchemy import INT, Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
user_role = Table(
    "user_role",
    Base.metadata,
    Column("id", INT, primary_key=True),
    Column("user_id", ForeignKey("user.id")),
    Column("role_id", ForeignKey("role.id")),
)


class Role(Base):
    __tablename__ = "role"
    id = Column(Integer, primary_key=True)


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    roles = relationship(Role, secondary=user_role)
