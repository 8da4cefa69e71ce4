from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import DeclarativeMeta, declarative_base, relationship

def add_columns(cls, count):
    for number in range(count):
        setattr(cls, f"q{number}", Column(Integer))


class Numbered(DeclarativeMeta):
    def __init__(cls, name, bases, namespace):
        if "__tablename__" in namespace:
            cls.id = Column(Integer, primary_key=True)
            add_columns(cls, namespace.get("QUESTIONS", 0))
        super().__init__(name, bases, namespace)


Base = declarative_base(metaclass=Numbered)


class Form(Base):
    __tablename__ = "form"
    QUESTIONS = 3
    answers = relationship("Answer", back_populates="form")


class Answer(Base):
    __tablename__ = "answer"
    form_id = Column(Integer, ForeignKey("form.id"))
    form = relationship("Form", back_populates="answers")
