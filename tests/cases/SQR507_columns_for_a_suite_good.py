from sqlalchemy import Integer, String
from sqlalchemy.orm import declarative_base
from sqlalchemy.testing.schema import Column

Base = declarative_base()


class Kettle(Base):
    __tablename__ = "kettle"
    id = Column(Integer, primary_key=True)
    label = Column(String(20), nullable=False, test_for_old_servers=True)
