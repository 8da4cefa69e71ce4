from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, validates

Base = declarative_base()


class Stamp(Base):
    __tablename__ = "stamp"
    id = Column(Integer, primary_key=True)
    country = Column(String)
    motif = Column(String)

    @validates(["country", "motif"])  # expect: SQR530
    def check_text(self, key, value):
        return value.strip()
