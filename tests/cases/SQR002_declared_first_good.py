from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


class Barn(Base):
    __tablename__ = "barn"
    id = Column(Integer, primary_key=True)
    cows = relationship("Cow", back_populates="barn")
    hens = relationship("Hen", back_populates="barn")
    ducks = relationship("Duck", back_populates="barn")
    tools = relationship("Tool", back_populates="barn")


class Housed:
    @declared_attr
    def barn_id(cls):
        return Column(ForeignKey("barn.id"))

    @classmethod
    def __declare_first__(cls):
        cls.barn = relationship(Barn, back_populates=f"{cls.__tablename__}s")


class Cow(Housed, Base):
    __tablename__ = "cow"
    id = Column(Integer, primary_key=True)


class Hen(Housed, Base):
    __tablename__ = "hen"
    id = Column(Integer, primary_key=True)


class Duck(Base):
    __tablename__ = "duck"
    id = Column(Integer, primary_key=True)
    barn_id = Column(ForeignKey("barn.id"))

    @classmethod
    def __declare_first__(cls):
        for key in list(cls.__table__.foreign_keys):
            name = key.parent.name[:-3]
            setattr(cls, name, relationship(name.title(), back_populates="ducks"))


class Tool(Base):
    __tablename__ = "tool"
    id = Column(Integer, primary_key=True)
    barn_id = Column(ForeignKey("barn.id"))

    @classmethod
    def __declare_first__(cls):
        cls.barn = relationship(Barn, back_populates="tools")
