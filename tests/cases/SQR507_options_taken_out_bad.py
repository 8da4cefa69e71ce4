from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def noted(*args, **kw):
    remark = kw.pop("remark", None)
    del kw["other"]
    kind = kw.setdefault("nullable", False)
    return Column(*args, **kw)  # expect: SQR507


class Kite(Base):
    __tablename__ = "kite"
    id = Column(Integer, primary_key=True)
    tail = noted(Integer, remark=3, other=3, length=2)
