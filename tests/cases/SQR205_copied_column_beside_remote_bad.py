from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Numbered(Base):
    __abstract__ = True
    id = Column(Integer, primary_key=True)


class Chef(Numbered):
    __tablename__ = "chefs"
    teacher_id = Column(Integer, ForeignKey("chefs.id"))
    teacher = relationship(
        "Chef",
        remote_side=[Numbered.id],  # expect: SQR205
        primaryjoin="Chef.teacher_id == Chef.id",
    )
