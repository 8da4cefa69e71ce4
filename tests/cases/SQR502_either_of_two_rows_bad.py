from sqlalchemy import Column, ForeignKey, Integer, or_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Court(Base):
    __tablename__ = "court"
    id = Column(Integer, primary_key=True)


class Rally(Base):
    __tablename__ = "rally"
    id = Column(Integer, primary_key=True)
    dry_id = Column(Integer, ForeignKey("court.id"))
    wet_id = Column(Integer, ForeignKey("court.id"))
    dry = relationship(
        "Court",
        primaryjoin=lambda: Rally.dry_id == Court.id,
        uselist=True,  # expect: SQR502
    )
    courts = relationship(
        "Court",
        primaryjoin=lambda: or_(Rally.dry_id == Court.id, Rally.wet_id == Court.id),
        uselist=True,
        viewonly=True,
    )
