from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, declared_attr, has_inherited_table

Base = declarative_base()


class Versioned:
    version = Column(Integer, nullable=False)

    @declared_attr
    def __mapper_args__(cls):
        if has_inherited_table(cls):
            return {}
        return {"version_id_col": cls.version}


class Page(Versioned, Base):
    __tablename__ = "page"
    id = Column(Integer, primary_key=True)


class Cover(Page):
    __tablename__ = "cover"
    id = Column(ForeignKey("page.id"), primary_key=True)


class Note(Versioned, Base):
    __tablename__ = "note"
    id = Column(Integer, primary_key=True)


class Letter(Base):
    __tablename__ = "letter"
    id = Column(Integer, primary_key=True)
    revision = Column(Integer, nullable=False)
    __mapper_args__ = {"version_id_col": revision}


class Reply(Letter):
    __tablename__ = "reply"
    id = Column(ForeignKey("letter.id"), primary_key=True)
    __mapper_args__ = {"version_id_col": Letter.__table__.c.revision}
