from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class LogPart:
    id = Column(Integer, primary_key=True)
    text = Column(String)


class HasLog:
    Log = LogPart

    @declared_attr
    def log(cls):
        cls.Log = type(
            f"{cls.__name__}Log",
            (*cls.__bases__[1:], LogPart),
            {
                "__tablename__": f"{cls.__tablename__}_log",
                "owner_id": Column(Integer, ForeignKey(f"{cls.__tablename__}.id")),
            },
        )
        return relationship(cls.Log)


class Ferry(HasLog, Base):
    __tablename__ = "ferry"
    id = Column(Integer, primary_key=True)
