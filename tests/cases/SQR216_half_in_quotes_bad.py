from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Crew(Base):
    __tablename__ = "crew"
    id = Column(Integer, primary_key=True)


class Boat(Base):
    __tablename__ = "boat"
    id = Column(Integer, primary_key=True)
    crew_id = Column(ForeignKey("crew.id"))
    crew = relationship("Crew", primaryjoin="Crew.id" == crew_id)  # expect: SQR216
