from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr

Base = declarative_base()


class Kept(Base):
    __tablename__ = "kept"
    id = Column(Integer, primary_key=True)
    kind = Column(String)

    @classmethod
    def __mapper_args__(cls):  # expect: SQR603
        return {"polymorphic_on": cls.kind, "polymorphic_identity": cls.__name__}


class Jar(Kept):
    pass
