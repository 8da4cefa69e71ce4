from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, synonym

Base = declarative_base()


class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    label = synonym("name")
    size = Column(Integer)
    depth = Column("depth", Integer)
    reach = synonym("depth")
    __sort_key__ = size
