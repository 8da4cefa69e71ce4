from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, declarative_base, relationship

Base = declarative_base()


class Letter(Base):
    __tablename__ = "letters"
    id = Column(Integer, primary_key=True)
    answered_by_id = Column(ForeignKey("letters.id"))
    answer = relationship(
        "Letter",
        remote_side=[id],
        backref=backref("answers_to", remote_side=[answered_by_id]),  # expect: SQR001
    )
