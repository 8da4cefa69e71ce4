from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import declarative_base, relationship

import settings

Base = declarative_base()


def table_args():
    if settings.url.startswith("mysql"):
        return {"mysql_engine": settings.engine, "mysql_charset": "utf8mb4"}
    return None


class Rack(Base):  # expect: SQR701
    __tablename__ = "rack"
    __table_args__ = (UniqueConstraint("name"), table_args())
    id = Column(Integer)
    name = Column(String(40))


class Shelf(Base):  # expect: SQR701
    __tablename__ = "shelf"
    __table_args__ = table_args()
    id = Column(Integer)
