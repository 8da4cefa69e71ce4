from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Ticket(Base):
    __tablename__ = "ticket"
    id = Column(Integer, primary_key=True)
    copy_of_id = Column(ForeignKey("ticket.id"))
    copies = relationship("Ticket", remote_side=[id], uselist=True)  # expect: SQR502
